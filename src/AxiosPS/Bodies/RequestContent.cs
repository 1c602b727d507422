namespace AxiosPS;

/// <summary>A body ready to be sent: bytes, or a stream that is read as it goes out.</summary>
public sealed class RequestContent
{
    private readonly Stream? stream;
    private readonly long start;
    private bool sent;

    /// <summary>Makes a body of bytes.</summary>
    public RequestContent(ReadOnlyMemory<byte> bytes, string contentType)
    {
        Bytes = bytes;
        ContentType = contentType;
    }

    internal RequestContent(Stream stream, string contentType)
    {
        this.stream = stream;
        start = stream.CanSeek ? stream.Position : 0;
        ContentType = contentType;
    }

    /// <summary>The bytes; empty for a stream.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What the Content-Type header says unless the request has its own.</summary>
    public string ContentType { get; }

    /// <summary>Whether it is bytes, and neither a stream nor a file.</summary>
    internal bool IsInMemory => stream is null;

    internal bool CanRepeat => stream is null || stream.CanSeek || !sent;

    /// <summary>The body once more, from its start.</summary>
    internal HttpContent ToHttpContent()
    {
        if (stream is null)
        {
            return new ReadOnlyMemoryContent(Bytes);
        }

        if (!CanRepeat)
        {
            throw new AxiosException("The body is a stream that can be read only once, and it has been sent already. Use bytes, a file or a seekable stream for a request that may be repeated.");
        }

        if (stream.CanSeek)
        {
            stream.Position = start;
        }

        sent = true;
        return new StreamContent(new Borrowed(stream));
    }

    /// <summary>The body of a config, whose Content-Type header is made to fit unless it was given.</summary>
    /// <param name="config">The config.</param>
    /// <param name="format">What writes JSON.</param>
    /// <param name="before">The body that this one takes the place of.</param>
    internal static RequestContent? For(RequestConfig config, IDataFormat format, RequestContent? before = null)
    {
        var content = From(config, format);
        var present = config.Headers.Get("Content-Type");
        if (config.ContentType is { } given)
        {
            config.Headers["Content-Type"] = given;
        }
        else if (content is not null && (present is null || present == before?.ContentType))
        {
            config.Headers["Content-Type"] = content.ContentType;
        }

        return content;
    }

    private static RequestContent? From(RequestConfig config, IDataFormat format) => config.Content.Kind switch
    {
        BodyKind.Json => new(format.Write(config.Content.Value, JsonOptions.Of(config)), "application/json"),
        BodyKind.UrlEncoded => new(System.Text.Encoding.UTF8.GetBytes(Form(config.Content.Value, config.ArrayFormat ?? ArrayFormat.Repeat)), "application/x-www-form-urlencoded"),
        BodyKind.Body => FromBody(config.Content.Value),
        _ => null,
    };

    private static string Form(object? value, ArrayFormat lists) => (value is null ? null : Host.Unwrap(value)) switch
    {
        System.Collections.IDictionary fields => QueryCollection.Encode(fields, lists),
        _ => throw new ArgumentException($"UrlEncoded takes a dictionary of fields, not {Named(value)}. For a text that is encoded already use Body."),
    };

    private static RequestContent? FromBody(object? value) => (value is null ? null : Host.Unwrap(value)) switch
    {
        null => null,
        string text => new(System.Text.Encoding.UTF8.GetBytes(text), "application/x-www-form-urlencoded"),
        byte[] bytes => new(bytes, "application/octet-stream"),
        ReadOnlyMemory<byte> bytes => new(bytes, "application/octet-stream"),
        Stream stream => new(stream, "application/octet-stream"),
        var other => throw new ArgumentException($"Body takes a string, a byte[] or a stream, not {Named(other)}. For data use Json, for a form UrlEncoded."),
    };

    private static string Named(object? value) => value is null ? "null" : $"a {value.GetType().Name}";

    /// <summary>Sending a request disposes of its content; a stream of the caller's outlives that, for a retry and for the caller.</summary>
    private sealed class Borrowed(Stream inner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position { get => inner.Position; set => inner.Position = value; }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
