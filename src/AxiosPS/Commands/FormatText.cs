using System.ComponentModel;
using System.Globalization;
using System.Text;

namespace AxiosPS.Commands;

/// <summary>What AxiosPS.Format.ps1xml shows that takes more than a property.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FormatText
{
    private const int PreviewLines = 10;
    private const int PreviewColumns = 160;

    /// <summary>The line above the body: what was asked and what came.</summary>
    public static string Status(AxiosResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var type = response.ContentType.Length > 0 ? $"  {response.ContentType}" : "";
        return string.Create(
            CultureInfo.CurrentCulture,
            $"{response.StatusCode} {response.ReasonPhrase}{type}{Size(response)}  {Time(response.Duration)}{(response.FromCache ? "  from cache" : "")}");
    }

    /// <summary>Method and address, secrets masked.</summary>
    public static string Request(AxiosResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return AxiosException.Line(response.Method, response.Uri);
    }

    /// <summary>The first lines of the body, or where it is.</summary>
    public static string Preview(AxiosResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.File is { } file)
        {
            return $"(saved as {HttpTokens.Visible(file.FullName)})";
        }

        if (response.Stream is not null)
        {
            return "(a stream, to be read once and disposed of)";
        }

        if (response.Bytes.Length == 0)
        {
            return "";
        }

        if (!BodyText.IsTextual(response.ContentType))
        {
            return $"({Size(response.Bytes.Length)} of {response.ContentType})";
        }

        var text = response.Text;
        var lines = text[..Math.Min(text.Length, PreviewLines * PreviewColumns)].ReplaceLineEndings("\n").Split('\n');
        var preview = new StringBuilder();
        foreach (var line in lines.Take(PreviewLines))
        {
            preview.Append(line.Length <= PreviewColumns ? HttpTokens.Visible(line, lines: true) : HttpTokens.Visible(line[..PreviewColumns], lines: true) + "…").Append('\n');
        }

        return preview.Length - lines.Length < text.Length - 1 && (lines.Length > PreviewLines || text.Length > PreviewLines * PreviewColumns)
            ? preview.Append('…').ToString()
            : preview.ToString().TrimEnd('\n');
    }

    /// <summary>What went wrong with an attempt, in one line.</summary>
    public static string Failure(Attempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        return HttpTokens.Visible((attempt.Error?.Message ?? "").ReplaceLineEndings(" "));
    }

    /// <summary>A time in the unit that suits it.</summary>
    public static string Time(TimeSpan time) => time.TotalSeconds < 10
        ? string.Create(CultureInfo.CurrentCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.CurrentCulture, $"{time.TotalSeconds:0.0} s");

    /// <summary>What is attached to a client, in few words.</summary>
    public static string Hooks(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var stages = client.Pipeline.Where(s => s.Id is not null).GroupBy(s => s.Stage).Select(g => $"{g.Count()} {g.Key}");
        var text = string.Join(", ", stages);
        return text.Length > 0 ? text : "none";
    }

    /// <summary>Always in this unit: what is drawn over and over must not jump from one to another.</summary>
    internal static string Megabytes(double bytes) => string.Create(CultureInfo.CurrentCulture, $"{bytes / (1 << 20):0.0} MB");

    private static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes} bytes"),
        < 1024 * 1024 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024d:0.#} KB"),
        _ => Megabytes(bytes),
    };

    private static string Size(AxiosResponse response) => response switch
    {
        { File: { Exists: true } file } => $"  {Size(file.Length)}",
        { File: not null } or { Stream: not null } => "",
        _ => $"  {Size(response.Bytes.Length)}",
    };
}
