namespace AxiosPS;

/// <summary>An answer that is known to be one, with its body as bytes.</summary>
internal sealed class PreparedAnswer
{
    private readonly HeaderCollection headers;
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly string? file;

    /// <exception cref="ArgumentException">It contradicts itself, or cannot be sent.</exception>
    public PreparedAnswer(MockAnswer answer, IDataFormat format)
    {
        MockContradictions.Check(answer);
        (StatusCode, Fault, Delay, Script) = (answer.StatusCode, answer.Fault, answer.Delay, answer.Response);
        headers = new(answer.Headers ?? new Dictionary<string, object>());
        file = answer.File is null ? null : Host.Path(answer.File);
        if (file is not null && !File.Exists(file))
        {
            throw new ArgumentException($"The file {file} that a mock transport is to answer with is not there.");
        }

        (bytes, var type) = Content(answer, format, answer.ContentType ?? headers.Get("Content-Type"));
        if (answer.ContentType is not null || (type is not null && !headers.Contains("Content-Type")))
        {
            headers["Content-Type"] = answer.ContentType ?? type;
        }
    }

    public int StatusCode { get; }

    public NetworkFault? Fault { get; }

    public TimeSpan Delay { get; }

    public IMockResponse? Script { get; }

    public TransportResponse ToResponse(TransportRequest request)
    {
        var sent = headers.Copy();
        var encodings = request.Decompress ? Decompression.Of(headers.GetValues("Content-Encoding"), request) : null;
        var body = Open();
        if (encodings is not null)
        {
            encodings.Forget(sent);
            return new(StatusCode, sent, encodings.Undo(body)) { ContentLength = null };
        }

        return new(StatusCode, sent, body) { ContentLength = Fault == NetworkFault.Truncated ? Math.Max(1, bytes.Length) : body.Length };
    }

    private Stream Open()
    {
        if (file is null)
        {
            return new MemoryStream((Fault == NetworkFault.Truncated ? bytes[..(bytes.Length / 2)] : bytes).ToArray(), writable: false);
        }

        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AxiosException($"The file {file} that the mock transport is to answer with cannot be read: {e.Message}", e); // else it would pass for a failure of the network
        }
    }

    private static (ReadOnlyMemory<byte> Bytes, string? Type) Content(MockAnswer answer, IDataFormat format, string? type) => (answer.Body is null ? null : Host.Unwrap(answer.Body)) switch
    {
        byte[] given => (given.ToArray(), MediaTypes.Bytes),
        string text => (CharsetText.Encode(text, type), MediaTypes.Text),
        not null => throw new ArgumentException($"The Body of a mock answer is a text or a byte[], not {RequestContent.Named(Host.Unwrap(answer.Body!))}. For data use Json."),
        _ when answer.HasJson => (format.Write(answer.Json, JsonOptions.Default), MediaTypes.Json),
        _ => (default, answer.File is null ? null : MediaTypes.OfFile(answer.File)),
    };
}
