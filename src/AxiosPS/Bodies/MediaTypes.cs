using System.Net.Http.Headers;

namespace AxiosPS;

/// <summary>The media types that bodies have by themselves, and that of a file by the extension of its name.</summary>
internal static class MediaTypes
{
    public const string Bytes = "application/octet-stream";

    public const string UrlEncoded = "application/x-www-form-urlencoded";

    public const string Json = "application/json";

    public const string Xml = "application/xml";

    public const string Text = "text/plain; charset=utf-8";

    private static readonly Dictionary<string, string> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = Json,
        [".jsonl"] = "application/x-ndjson",
        [".ndjson"] = "application/x-ndjson",
        [".xml"] = Xml,
        [".yaml"] = "application/yaml",
        [".yml"] = "application/yaml",
        [".txt"] = "text/plain",
        [".log"] = "text/plain",
        [".md"] = "text/markdown",
        [".csv"] = "text/csv",
        [".tsv"] = "text/tab-separated-values",
        [".htm"] = "text/html",
        [".html"] = "text/html",
        [".css"] = "text/css",
        [".js"] = "text/javascript",
        [".mjs"] = "text/javascript",
        [".wasm"] = "application/wasm",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".avif"] = "image/avif",
        [".bmp"] = "image/bmp",
        [".ico"] = "image/vnd.microsoft.icon",
        [".svg"] = "image/svg+xml",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
        [".mp3"] = "audio/mpeg",
        [".wav"] = "audio/wav",
        [".ogg"] = "audio/ogg",
        [".mp4"] = "video/mp4",
        [".webm"] = "video/webm",
        [".woff"] = "font/woff",
        [".woff2"] = "font/woff2",
        [".pdf"] = "application/pdf",
        [".rtf"] = "application/rtf",
        [".zip"] = "application/zip",
        [".gz"] = "application/gzip",
        [".tgz"] = "application/gzip",
        [".tar"] = "application/x-tar",
        [".7z"] = "application/x-7z-compressed",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    };

    /// <summary>What separates the parts of a multipart body; null for any other type.</summary>
    public static string? BoundaryOf(string? contentType) =>
        contentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true && MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.Parameters.FirstOrDefault(p => p.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"') is { Length: > 0 } boundary
            ? boundary
            : null;

    /// <summary>Those of files, each once.</summary>
    public static IEnumerable<string> OfFiles => ByExtension.Values.Distinct();

    public static string OfFile(string name) => ByExtension.GetValueOrDefault(Path.GetExtension(name), Bytes);
}
