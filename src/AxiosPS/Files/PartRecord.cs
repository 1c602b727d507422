using System.Globalization;
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
    /// <summary>The record of what an answer begins, null if it has nothing by which it could be gone on with.</summary>
    public static PartRecord? Of(TransportResponse answer, Uri uri) =>
        answer.ContentLength is { } length && ValidatorOf(answer.Headers) is { } validator ? new(Digest(uri), validator, length) : null;

    /// <summary>The record of a part, null if there is none that counts for this address.</summary>
    public static PartRecord? Read(string path, Uri uri)
    {
        try
        {
            var record = JsonSerializer.Deserialize<PartRecord>(File.ReadAllBytes(path));
            return record is { Validator.Length: > 0 } && record.Address == Digest(uri) ? record : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(string path) => AxiosFileException.Guard(path, () =>
    {
        File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this));
        return this;
    });

    /// <summary>Whether an answer is of the same content, as far as it says.</summary>
    public bool Matches(HeaderCollection headers) =>
        (headers.Get(Validator.StartsWith('"') ? "ETag" : "Last-Modified") ?? Validator) == Validator;

    private static string? ValidatorOf(HeaderCollection headers)
    {
        if (headers.Get("ETag") is { } tag)
        {
            return EntityTagHeaderValue.TryParse(tag, out var parsed) && !parsed.IsWeak ? tag : null;
        }

        // A date is as good as a strong tag only where a change within the same second is out of the question.
        return Date(headers, "Last-Modified") is { } changed && Date(headers, "Date") is { } sent && sent - changed >= TimeSpan.FromSeconds(1)
            ? headers.Get("Last-Modified")
            : null;
    }

    private static DateTimeOffset? Date(HeaderCollection headers, string name) =>
        DateTimeOffset.TryParseExact(headers.Get(name), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    // A token in the query is another one each time, and the file the same.
    private static string Digest(Uri uri) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Secrets.Redact(uri))));
}
