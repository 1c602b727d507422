namespace AxiosPS;

/// <summary>What a Body may be: text, bytes, a stream, XML or a file, sent as it stands.</summary>
internal static class RawBody
{
    public static RequestContent? Write(object? value, string? contentType, BodyStreams streams) => value switch
    {
        null => null,
        string text => new(CharsetText.Encode(text, contentType), contentType ?? MediaTypes.UrlEncoded),
        Stream stream => new(streams.Of(stream), contentType ?? MediaTypes.Bytes),
        FileInfo file => File(file.FullName, contentType),
        _ when Bytes(value) is { } bytes => new(bytes, contentType ?? MediaTypes.Bytes),
        _ when XmlBody.Is(value) => new(XmlBody.Write(value, contentType), contentType ?? XmlBody.ContentType),
        _ => throw new ArgumentException($"Body takes a string, a byte[], a stream, XML or a file, not {RequestContent.Named(value)}. For data use Json, for a form UrlEncoded or Form."),
    };

    public static RequestContent File(string path, string? contentType) => new(new FilePart(path), contentType ?? MediaTypes.OfFile(path));

    /// <summary>The bytes of whatever holds bytes and nothing else, null of anything else.</summary>
    public static ReadOnlyMemory<byte>? Bytes(object value) => value switch
    {
        byte[] bytes => bytes,
        ReadOnlyMemory<byte> bytes => bytes,
        Memory<byte> bytes => bytes,
        IEnumerable<byte> bytes => bytes.ToArray(),
        object?[] { Length: > 0 } items when Array.TrueForAll(items, i => i is not null && Host.Unwrap(i) is byte) => // PowerShell's pipeline makes it of bytes
            (ReadOnlyMemory<byte>?)Array.ConvertAll(items, i => (byte)Host.Unwrap(i!)),
        _ => (ReadOnlyMemory<byte>?)null, // a bare null would become empty bytes
    };
}
