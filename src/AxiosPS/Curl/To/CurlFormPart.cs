namespace AxiosPS;

/// <summary>A part of a form as curl's -F takes it.</summary>
internal sealed class CurlFormPart(FormPartHeaders headers)
{
    public string Name => headers.Name;

    public string? ContentType => headers.ContentType;

    public string[] OfText(string text) => headers is { FileName: null, ContentType: null, Others.Count: 0 }
        ? ["--form-string", $"{Name}={text}"] // in which nothing has a meaning
        : ["-F", $"{Name}={Quoted(text)}{Attributes(headers.FileName)}"];

    public string[] OfFile(string path) => headers.FileName is null
        ? ["-F", $"{Name}=<{Quoted(path)}{Attributes(null)}"] // a plain field
        : ["-F", $"{Name}=@{Quoted(path)}{Attributes(headers.FileName == Path.GetFileName(path) ? null : headers.FileName)}"];

    private string Attributes(string? file) => string.Concat(
    [
        file is null ? "" : $";filename={Quoted(file)}",
        ContentType is null ? "" : $";type={ContentType}",
        .. headers.Others.Select(h => $";headers={Quoted($"{h.Key}: {h.Value}")}"),
    ]);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
