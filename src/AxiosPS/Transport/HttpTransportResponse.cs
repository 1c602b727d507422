using System.Net.Http.Headers;

namespace AxiosPS;

/// <summary>The answer of the network.</summary>
internal sealed class HttpTransportResponse : TransportResponse
{
    private readonly HttpResponseMessage message;

    public HttpTransportResponse(HttpResponseMessage message)
        : base((int)message.StatusCode, Received(message), message.Content.ReadAsStream())
    {
        this.message = message;
        ContentLength = message.Content.Headers.ContentLength;
        ReasonPhrase = message.ReasonPhrase ?? "";
        HttpVersion = message.Version;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            message.Dispose();
        }
    }

    private static HeaderCollection Received(HttpResponseMessage message)
    {
        var headers = new HeaderCollection();
        Add(headers, message.Headers.NonValidated);
        Add(headers, message.Content.Headers.NonValidated);
        return headers;
    }

    private static void Add(HeaderCollection headers, HttpHeadersNonValidated received)
    {
        foreach (var (name, values) in received)
        {
            foreach (var value in values)
            {
                headers.AddReceived(name, value);
            }
        }
    }
}
