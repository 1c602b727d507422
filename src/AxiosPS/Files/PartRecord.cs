using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AxiosPS;

/// <summary>
/// What is known of an unfinished download, in a small file beside it: whose part it is, and how the server says that it still
/// has the same (RFC 9110, section 13.1.5). No secrets: of the address there is a digest.
/// </summary>
/// <param name="Address">A digest of the address.</param>
/// <param name="Validator">The strong ETag, else the date of the last change, as If-Range takes it.</param>
/// <param name="Length">How long the whole is.</param>
internal sealed record PartRecord(string Address, string Validator, long Length)
{
    private const int Longest = 64 * 1024; // what headers may have, about

    /// <summary>The record of what an answer begins, null if it has nothing by which it could be gone on with.</summary>
    public static PartRecord? Of(TransportResponse answer, Uri uri) =>
        answer.ContentLength is { } length && ValidatorOf(answer.Headers) is { } validator ? new(Digest(uri), validator, length) : null;

    /// <summary>The record of a part, null if there is none that counts for this address.</summary>
    public static PartRecord? Read(string path, Uri uri)
    {
        try
        {
            if (FileEntry.KindOf(path) != FileKind.Regular || new FileInfo(path).Length > Longest)
            {
                return null; // none that was written here
            }

            var record = JsonSerializer.Deserialize<PartRecord>(File.ReadAllBytes(path));
            return record?.Address == Digest(uri) && IsValidator(record.Validator) ? record : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes it in place of what stands there, be it a link.</summary>
    public void Write(string path)
    {
        using var file = PartialFile.Create(path);
        try
        {
            file.Append(JsonSerializer.SerializeToUtf8Bytes(this));
            file.Finish(overwrite: true);
        }
        finally
        {
            file.Delete(); // if it has not got its name
        }
    }

    /// <summary>Whether an answer is of the same content, as far as it says.</summary>
    public bool Matches(HeaderCollection headers) =>
        (headers.Get(Validator.StartsWith('"') ? "ETag" : "Last-Modified") ?? Validator) == Validator;

    private static string? ValidatorOf(HeaderCollection headers)
    {
        if (headers.Get("ETag") is { } tag)
        {
            return IsStrongTag(tag) ? tag : null;
        }

        // A date is as good as a strong tag only where a change within the same second is out of the question.
        return HttpDate.Parse(headers.Get("Last-Modified")) is { } changed && HttpDate.Parse(headers.Get("Date")) is { } sent && sent - changed >= TimeSpan.FromSeconds(1)
            ? headers.Get("Last-Modified")
            : null;
    }

    // It goes into a header: whoever can write a record must not write those.
    private static bool IsValidator(string? text) => text is not null && !text.Any(char.IsControl) && (IsStrongTag(text) || HttpDate.Parse(text) is not null);

    private static bool IsStrongTag(string text) => EntityTagHeaderValue.TryParse(text, out var tag) && !tag.IsWeak;

    // A token in the query is another one each time, and the file the same.
    private static string Digest(Uri uri) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Secrets.Redact(uri))));
}
