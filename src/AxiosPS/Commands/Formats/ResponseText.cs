using System.Globalization;

namespace AxiosPS.Commands;

/// <summary>A response as the prompt shows it.</summary>
internal static class ResponseText
{
    private const int BodyLines = 12;

    public static string Of(ResponseFacts facts, int width, PreviewColors colors)
    {
        var lines = new List<string> { Middle(facts.Request, 3 * width) };
        lines.AddRange(StatusLines(facts, width).Select(line => PreviewColors.Paint(line, facts.IsOk ? colors.Good : colors.Bad)));
        var body = Body(facts, width, colors);
        if (body.Count > 0)
        {
            lines.AddRange(["", .. body]);
        }

        return string.Join('\n', lines);
    }

    // A part stays whole: in a narrow window it goes to the next line.
    private static List<string> StatusLines(ResponseFacts facts, int width)
    {
        var lines = new List<string>();
        foreach (var part in StatusParts(facts).Where(part => part.Length > 0))
        {
            if (lines.Count > 0 && lines[^1].Length + 2 + part.Length <= width)
            {
                lines[^1] += $"  {part}";
            }
            else
            {
                lines.Add(part);
            }
        }

        return lines;
    }

    // What is usual is not said: one attempt, no redirects, no cache.
    private static string[] StatusParts(ResponseFacts facts) =>
    [
        facts.Status,
        facts.ContentType,
        facts.Size is { } size ? FormatText.Size(size) : "",
        facts.Duration is { } time ? FormatText.Time(time) : "",
        facts.FromCache ? "from cache" : "",
        facts.Redirects > 0 ? Many(facts.Redirects, "redirect") : "",
        facts.Attempts > 1 ? Many(facts.Attempts, "attempt") : "",
    ];

    private static string Many(int count, string what) => string.Create(CultureInfo.CurrentCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private static IReadOnlyList<string> Body(ResponseFacts facts, int width, PreviewColors colors)
    {
        if (facts.Elsewhere.Length > 0)
        {
            return [facts.Elsewhere];
        }

        var preview = new BodyPreview(width, BodyLines, colors);
        return facts switch
        {
            { Bytes.Length: 0, Text.Length: 0 } => [],
            { Bytes.Length: > 0 } when !BodyText.IsTextual(facts.ContentType) => [$"({FormatText.Size(facts.Bytes.Length)} of {facts.ContentType})"],
            { Bytes.Length: > 0, ContentType.Length: 0 } when facts.Bytes.AsSpan().Contains((byte)0) => [$"({FormatText.Size(facts.Bytes.Length)} without a content type)"],
            { Bytes.Length: > 0 } => preview.Of(facts.Bytes, facts.RawContentType),
            _ => preview.Of(facts.Text, facts.ContentType),
        };
    }

    // Of an address both ends say something.
    private static string Middle(string text, int most) => text.Length <= most ? text : $"{text[..(most / 2)]}…{text[^(most / 2 - 1)..]}";
}
