using System.Globalization;

namespace AxiosPS.Commands;

/// <summary>
/// The way of a request through a client as a picture in text, from top to bottom in the order of time: what stands between the two ends of
/// a middleware runs inside it. It fits the window, and 80 columns where that has more.
/// </summary>
internal sealed class PipelineDiagram
{
    private const int WidestLine = 79;
    private const int NarrowestLine = 30;
    private const int IdWidth = 5;
    private const int DeepestBars = 12; // with more layers the rest stand where the twelfth does
    private const string Margin = "  ";
    private const string Hooks = "│   ";

    private readonly AxiosClient client;
    private readonly RequestConfig defaults;
    private readonly ILookup<string, PipelineStep> stages;
    private readonly List<string> lines = [];
    private readonly int width;

    private PipelineDiagram(AxiosClient client, int width) =>
        (this.client, defaults, stages, this.width) = (client, client.Defaults, client.Pipeline.ToLookup(step => step.Stage), width);

    public static IReadOnlyList<string> Of(AxiosClient client, int width)
    {
        var diagram = new PipelineDiagram(client, Math.Clamp(width, NarrowestLine, WidestLine));
        diagram.Draw();
        return diagram.lines;
    }

    private void Draw()
    {
        Line("Invoke-AxiosRequest", $"{Secrets.Redact(defaults.BaseUri ?? "(no base)")}{(client.IsClosed ? " (closed)" : "")}", "Id");
        Note("├ options merged: the client's, then the call's");
        Interceptors("request interceptors", "Request");
        Note($"├ address resolved, {Counted(nameof(defaults.TransformRequest), defaults.TransformRequest)}body made");
        Layers([.. stages["Middleware"]]);
        if (defaults.TransformResponse is { Length: > 0 } transforms)
        {
            Note($"├ {Counted(nameof(defaults.TransformResponse), transforms)}".TrimEnd(',', ' '));
        }

        Note($"├ status check: {(defaults.ValidateStatus is { } check ? $"{check}, any other is an error" : "none")}");
        Interceptors("response interceptors", "Response");
        Note("▼");
        Note("the response, or the error");
    }

    private void Interceptors(string title, string stage)
    {
        if (stages[stage].Any())
        {
            Note($"├ {title}");
            foreach (var step in stages[stage])
            {
                Step(Hooks, step, "");
            }
        }
    }

    private void Layers(PipelineStep[] middleware)
    {
        for (var i = 0; i < middleware.Length; i++)
        {
            Step($"{Bars(i)}┌─ ", middleware[i], "middleware");
        }

        Attempts(Bars(middleware.Length));
        for (var i = middleware.Length - 1; i >= 0; i--)
        {
            Line($"{Bars(i)}└─ {middleware[i].Name}", "", "");
        }
    }

    private void Attempts(string bars)
    {
        var retries = defaults.MaxRetries ?? 0;
        Line($"{bars}┌─ attempt", retries == 0 ? "no retries" : $"again up to {retries} times, wait {defaults.RetryStrategy ?? RetryPolicy.DefaultStrategy}", "");
        foreach (var step in stages["AttemptRequest"])
        {
            Step($"{bars}│   ", step, "");
        }

        var redirects = defaults.MaxRedirects ?? RedirectLoop.DefaultLimit;
        Line($"{bars}│ ► {stages["Transport"].Single().Name}", redirects == 0 ? "follows no redirects" : $"follows up to {redirects} redirects", "");
        foreach (var step in stages["AttemptResponse"])
        {
            Step($"{bars}│   ", step, "");
        }

        Line($"{bars}└─ {(retries == 0 ? "attempt" : $"again {Wanted()}")}", "", "");
    }

    private string Wanted()
    {
        var statuses = string.Join(' ', defaults.RetryOnStatus ?? RetryPolicy.DefaultStatuses);
        return defaults.RetryOn is { } condition ? $"where {condition} says so" : $"on {statuses}, no connection, time-out";
    }

    private void Step(string bars, PipelineStep step, string kind)
    {
        var registration = step.Registration!;
        string?[] marks =
        [
            kind,
            step.Concurrent ? "concurrent" : null,
            registration.Options.When is null ? null : "-When",
            registration switch
            {
                RequestInterceptor { OnRejected: not null, OnFulfilled: null } or ResponseInterceptor { OnRejected: not null, OnFulfilled: null } => "errors only",
                RequestInterceptor { OnRejected: not null } or ResponseInterceptor { OnRejected: not null } => "-OnRejected",
                _ => null,
            },
            step.Plugin is null ? null : step.Plugin == step.Name ? "plugin" : $"of {step.Plugin}",
        ];
        Line(bars + step.Name, string.Join(", ", marks.Where(mark => mark is { Length: > 0 })), step.Id?.ToString(CultureInfo.InvariantCulture) ?? "");
    }

    private void Note(string text) => Line(text, "", "");

    // What stands to the right gives way first, but for a third of the line.
    private void Line(string left, string right, string id)
    {
        left = Margin + left;
        if (right.Length == 0 && id.Length == 0)
        {
            lines.Add(Cut(left, width));
            return;
        }

        var room = width - IdWidth - 2;
        right = Cut(right, Math.Max(room - left.Length, room / 3));
        left = Cut(left, room - right.Length);
        lines.Add($"{left}  {right.PadLeft(room - left.Length)}{id.PadLeft(IdWidth)}".TrimEnd());
    }

    private static string Bars(int depth) => string.Concat(Enumerable.Repeat("│ ", Math.Min(depth, DeepestBars)));

    private static string Counted(string name, Array? several) => several is { Length: > 0 } ? $"{name}{(several.Length == 1 ? "" : $" x {several.Length}")}, " : "";

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
