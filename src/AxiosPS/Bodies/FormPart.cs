namespace AxiosPS;

/// <summary>A part of a multipart form for which more is to be said than its value.</summary>
public sealed class FormPart
{
    private HeaderCollection headers = new();

    /// <summary>A text, number, date or boolean, a byte[], a stream, a file (FileInfo) or XML. Null leaves the part out.</summary>
    public object? Value { get; set; }

    /// <summary>
    /// The file name. Default: that of a FileInfo or FileStream, for other bytes and streams <c>blob</c> as in browsers; none for
    /// texts, which makes the part a plain field. An empty one makes a plain field of anything.
    /// </summary>
    public string? FileName { get; set; }

    /// <summary>The Content-Type. Default: none for plain texts; by the extension of the file name, else <c>application/octet-stream</c>.</summary>
    public string? ContentType { get; set; }

    /// <summary>More headers of the part (RFC 7578, section 4.8, lets servers ignore them).</summary>
    public HeaderCollection Headers
    {
        get => headers;
        set => headers = value ?? new();
    }
}
