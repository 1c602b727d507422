namespace AxiosPS;

/// <summary>A part of a multipart form for which more is to be said than its value.</summary>
public sealed class FormPart
{
    /// <summary>A text, number, date or boolean, a byte[], a stream or a FileInfo.</summary>
    public object? Value { get; set; }

    /// <summary>The file name. Default: that of a FileInfo; else none, which makes the part a plain field.</summary>
    public string? FileName { get; set; }

    /// <summary>The Content-Type. Default: none for texts; by its extension for a file, else <c>application/octet-stream</c>.</summary>
    public string? ContentType { get; set; }

    /// <summary>More headers of the part.</summary>
    public HeaderCollection Headers { get; set; } = new();
}
