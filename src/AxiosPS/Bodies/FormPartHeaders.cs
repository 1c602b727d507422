namespace AxiosPS;

/// <summary>What the headers of a part of a form say, as <see cref="FormBody"/> writes them.</summary>
internal sealed class FormPartHeaders
{
    public FormPartHeaders(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var disposition = headers[0].Value;
        Name = Parameter(disposition, "name") ?? "";
        FileName = Parameter(disposition, "filename");
        ContentType = headers.FirstOrDefault(IsContentType).Value;
        Others = [.. headers.Skip(1).Where(h => !IsContentType(h))];
    }

    public string Name { get; }

    /// <summary>Null for a plain field.</summary>
    public string? FileName { get; }

    public string? ContentType { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Others { get; }

    private static bool IsContentType(KeyValuePair<string, string> header) => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

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
