using System.Collections;
using System.Globalization;

namespace AxiosPS;

/// <summary>A part of a multipart form for which more is to be said than its value.</summary>
public sealed class FormPart
{
    private static readonly string[] Keys = [nameof(Value), nameof(FileName), nameof(ContentType), nameof(Headers)];

    private HeaderCollection headers = new();

    /// <summary>A text, number, date or boolean, a byte[], a stream, a file (FileInfo) or XML. Null leaves the part out.</summary>
    public object? Value { get; set; }

    /// <summary>
    /// The file name. Default: that of a FileInfo or FileStream, for other bytes and streams <c>blob</c> as in browsers; none for
    /// texts, which makes the part a plain field. An empty one makes a plain field of anything.
    /// </summary>
    public string? FileName { get; set; }

    /// <summary>The Content-Type. Default: none for plain texts; by the extension of the file name, else <c>application/octet-stream</c>.</summary>
    public string? ContentType { get; set; }

    /// <summary>More headers of the part (RFC 7578, section 4.8, lets servers ignore them).</summary>
    public HeaderCollection Headers
    {
        get => headers;
        set => headers = value ?? new();
    }

    /// <summary>A part described by a dictionary of its properties.</summary>
    /// <param name="described">The dictionary.</param>
    /// <param name="owner">What is described, for messages.</param>
    internal static FormPart Of(IDictionary described, string owner)
    {
        var part = new FormPart();
        foreach (DictionaryEntry entry in described)
        {
            var given = entry.Value is null ? null : Host.Unwrap(entry.Value);
            switch (Known.Name(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", Keys, owner))
            {
                case nameof(Value): part.Value = given; break;
                case nameof(FileName): part.FileName = Text(nameof(FileName)); break;
                case nameof(ContentType): part.ContentType = Text(nameof(ContentType)); break;
                default: part.Headers = Dictionary(); break;
            }

            string? Text(string key) => given is null ? null : QueryText.Of(given, $"{key} of {owner}");

            HeaderCollection Dictionary() => given is null ? new()
                : new(given as IDictionary ?? throw new ArgumentException($"Headers of {owner} takes a dictionary, not {RequestContent.Named(given)}."));
        }

        return part;
    }
}
