namespace AxiosPS;

/// <summary>An answer whose headers have arrived and whose body is still to be read.</summary>
public class TransportResponse : IDisposable
{
    /// <summary>Makes an answer.</summary>
    /// <param name="statusCode">The status.</param>
    /// <param name="headers">Its headers, none if null.</param>
    /// <param name="body">Its body, empty if null.</param>
    public TransportResponse(int statusCode, HeaderCollection? headers = null, Stream? body = null)
    {
        StatusCode = statusCode;
        Headers = headers ?? new();
        Body = body ?? Stream.Null;
        ContentLength = body is { CanSeek: true } ? body.Length - body.Position : null;
    }

    /// <summary>The status code.</summary>
    public int StatusCode { get; }

    /// <summary>The headers.</summary>
    public HeaderCollection Headers { get; }

    /// <summary>The body.</summary>
    public Stream Body { get; }

    /// <summary>How many bytes the body has, null if that is not known.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The reason beside the status, empty for the usual one.</summary>
    public string ReasonPhrase { get; init; } = "";

    /// <summary>The version of HTTP that was spoken.</summary>
    public Version HttpVersion { get; init; } = System.Net.HttpVersion.Version11;

    /// <summary>How the connection was made that the request has opened; null for one that was there already.</summary>
    internal ConnectClock? Connecting { get; init; }

    /// <summary>Whether a drill has made it, or has led to the address that gave it.</summary>
    internal bool IsInjected { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of the body and of what it came over.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            Body.Dispose();
        }
    }
}
