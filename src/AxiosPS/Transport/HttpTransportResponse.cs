using System.Net.Http.Headers;

namespace AxiosPS;

/// <summary>The answer of the network.</summary>
internal sealed class HttpTransportResponse : TransportResponse
{
    private readonly HttpResponseMessage message;
    private Action? leave;

    /// <param name="message">The answer as the handler gives it.</param>
    /// <param name="body">Its body, decompressed.</param>
    /// <param name="leave">Called once, when the response is let go.</param>
    public HttpTransportResponse(HttpResponseMessage message, Stream body, Action? leave)
        : base((int)message.StatusCode, Received(message), body)
    {
        this.message = message;
        this.leave = leave;
        ContentLength = LengthOf(message);
        ReasonPhrase = message.ReasonPhrase ?? "";
        HttpVersion = message.Version;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            message.Dispose();
            Interlocked.Exchange(ref leave, null)?.Invoke();
        }
    }

    // RFC 9112, section 6.3: chunks count before a length, and a length that is none leaves open where the body ends.
    private static long? LengthOf(HttpResponseMessage message)
    {
        if (message.Headers.NonValidated.Contains("Transfer-Encoding"))
        {
            return null;
        }

        var length = message.Content.Headers.ContentLength;
        return message.RequestMessage?.Method != HttpMethod.Head && message.Content.Headers.NonValidated.TryGetValues("Content-Length", out var given)
            && (length is null || given.Count > 1)
            ? throw new HttpRequestException(HttpRequestError.InvalidResponse, $"The Content-Length '{given}' is no length.")
            : length;
    }

    private static HeaderCollection Received(HttpResponseMessage message)
    {
        var (own, content) = (message.Headers.NonValidated, message.Content.Headers.NonValidated);
        var fields = new Field[own.Count + content.Count];
        Fill(fields, own);
        Fill(fields.AsSpan(own.Count), content);
        return HeaderCollection.Received(fields);
    }

    private static void Fill(Span<Field> fields, HttpHeadersNonValidated received)
    {
        var count = 0;
        foreach (var (name, values) in received)
        {
            fields[count++] = new(name, values.Count == 1 ? values.ToString() : values.ToArray(), FieldScope.Hook);
        }
    }
}
