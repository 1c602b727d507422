using System.IO.Compression;

namespace AxiosPS;

/// <summary>
/// The content encodings of RFC 9110, section 8.4.1. The handler can do this itself, but parses the Accept-Encoding header of
/// every request for it three times over: 600 bytes and a twentieth of the time of a small call.
/// </summary>
internal static class Decompression
{
    /// <summary>What a request without an Accept-Encoding of its own says.</summary>
    public const string Accepted = "gzip, deflate, br";

    /// <summary>The encoding that was applied last, and so is undone first; null if there is none that is known here.</summary>
    public static string? Of(HttpResponseMessage message)
    {
        if (message.RequestMessage?.Method == HttpMethod.Head || !message.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values))
        {
            return null;
        }

        var encodings = values.ToString();
        var last = encodings[(encodings.LastIndexOf(',') + 1)..].Trim().ToLowerInvariant();
        return last is "gzip" or "x-gzip" or "deflate" or "br" ? last : null;
    }

    public static Stream Decode(Stream body, string encoding) => encoding switch
    {
        "br" => new BrotliStream(body, CompressionMode.Decompress),
        "deflate" => new DeflateBody(body),
        _ => new GZipStream(body, CompressionMode.Decompress),
    };

    /// <summary>Takes the encoding that was undone out of the headers, and the length that went with it.</summary>
    public static void Forget(HeaderCollection headers)
    {
        headers.Remove("Content-Length");
        var encodings = headers.Get("Content-Encoding") ?? "";
        headers["Content-Encoding"] = encodings.LastIndexOf(',') is >= 0 and var comma ? encodings[..comma].TrimEnd() : null;
    }
}
