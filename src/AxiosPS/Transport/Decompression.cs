using System.IO.Compression;

namespace AxiosPS;

/// <summary>
/// The content encodings of an answer that can be undone here, by RFC 9110, section 8.4.1. The handler can do this itself, but
/// parses the Accept-Encoding header of every request for it three times over: 600 bytes and a twentieth of the time of a small call.
/// </summary>
internal sealed class Decompression
{
    /// <summary>What a request without an Accept-Encoding of its own says.</summary>
    public const string Accepted = "gzip, deflate, br";

    private const int Most = 5; // each one more multiplies what a small body can become

    private readonly string[] encodings;
    private readonly int known;

    private Decompression(string[] encodings, int known) => (this.encodings, this.known) = (encodings, known);

    /// <inheritdoc cref="Of(IEnumerable{string}, TransportRequest)"/>
    public static Decompression? Of(HttpResponseMessage answer, TransportRequest request) =>
        answer.Content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? Of(values, request) : null;

    /// <summary>The encodings of an answer, null if the last of them is none that is known here.</summary>
    /// <exception cref="AxiosNetworkException">There are more of them than anybody would apply.</exception>
    public static Decompression? Of(IEnumerable<string> values, TransportRequest request)
    {
        if (request.Method == "HEAD")
        {
            return null;
        }

        var encodings = values.SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToArray();
        if (encodings.Length > Most)
        {
            throw new AxiosNetworkException(
                $"{AxiosException.Line(request.Method, request.Uri)} has a body that is encoded {encodings.Length} times over ({Most} at most are undone). Set Decompress to false to get it as it is.", NetworkFailure.Protocol);
        }

        var known = encodings.Reverse().TakeWhile(IsKnown).Count();
        return known == 0 ? null : new(encodings, known);
    }

    /// <summary>The body before it was encoded.</summary>
    public Stream Undo(Stream body)
    {
        foreach (var encoding in encodings.Reverse().Take(known))
        {
            body = Undo(body, encoding.ToLowerInvariant());
        }

        return body;
    }

    /// <summary>Takes the encodings that were undone out of the headers, and the length that went with them.</summary>
    public void Forget(HeaderCollection headers)
    {
        headers.Remove("Content-Length");
        headers["Content-Encoding"] = known == encodings.Length ? null : string.Join(", ", encodings[..^known]);
    }

    private static bool IsKnown(string encoding) => encoding.ToLowerInvariant() is "gzip" or "x-gzip" or "deflate" or "br" or "identity";

    private static Stream Undo(Stream body, string encoding) => encoding switch
    {
        "identity" => body,
        "br" => DecodedBody.Single(body, static encoded => new BrotliStream(encoded, CompressionMode.Decompress)),
        "deflate" => new DeflateBody(body),
        _ => DecodedBody.Gzip(body),
    };
}
