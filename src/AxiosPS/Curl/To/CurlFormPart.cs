namespace AxiosPS;

/// <summary>A part of a form as curl's -F takes it.</summary>
internal sealed class CurlFormPart
{
    private readonly string? fileName;
    private readonly string[] more;

    public CurlFormPart(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var disposition = headers[0].Value;
        Name = Parameter(disposition, "name") ?? "";
        fileName = Parameter(disposition, "filename");
        ContentType = headers.FirstOrDefault(h => h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        more = [.. headers.Skip(1).Where(h => !h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Select(h => $";headers={Quoted($"{h.Key}: {h.Value}")}")];
    }

    public string Name { get; }

    public string? ContentType { get; }

    public string[] OfText(string text) => fileName is null && ContentType is null && more.Length == 0
        ? ["--form-string", $"{Name}={text}"] // in which nothing has a meaning
        : ["-F", $"{Name}={Quoted(text)}{Attributes(fileName)}"];

    public string[] OfFile(string path) => fileName is null
        ? ["-F", $"{Name}=<{Quoted(path)}{Attributes(null)}"] // a plain field
        : ["-F", $"{Name}=@{Quoted(path)}{Attributes(fileName == Path.GetFileName(path) ? null : fileName)}"];

    private string Attributes(string? file) =>
        string.Concat([file is null ? "" : $";filename={Quoted(file)}", ContentType is null ? "" : $";type={ContentType}", .. more]);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    // As FormBody writes it, where a quote is %22 already; curl writes it the same way.
    private static string? Parameter(string disposition, string name)
    {
        var key = $"; {name}=\"";
        var start = disposition.IndexOf(key, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += key.Length;
        return disposition[start..disposition.IndexOf('"', start)].Replace("%22", "\"", StringComparison.Ordinal);
    }
}
