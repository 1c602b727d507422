using System.Globalization;
using BenchmarkDotNet.Reports;

namespace AxiosPS.Benchmarks;

/// <summary>The targets and what was measured, as Markdown.</summary>
internal sealed class RatioTable(IEnumerable<Summary> summaries)
{
    private readonly Dictionary<string, (double Time, double Bytes)> medians = summaries.SelectMany(s => s.Reports).Where(r => r.ResultStatistics is not null).ToDictionary(
        r => $"{r.BenchmarkCase.Descriptor.WorkloadMethod.Name} {(r.BenchmarkCase.HasParameters ? r.BenchmarkCase.Parameters[0].Value : null)}".TrimEnd(),
        r => (r.ResultStatistics!.Median, (double)(r.GcStats.GetBytesAllocatedPerOperation(r.BenchmarkCase) ?? 0)));

    public void Print()
    {
        Console.WriteLine("| one GET | median | allocated | beside bare |");
        Console.WriteLine("|---|--:|--:|--:|");
        var bare = medians["Bare"];
        foreach (var (name, (time, bytes)) in medians)
        {
            var ratio = name.Contains("AtOnce") || name.Contains("Later") ? "" : Text($"{time / bare.Time:0.00} x, {bytes - bare.Bytes:+0;-0;0} B");
            Console.WriteLine(Text($"| {Label(name)} | {time / 1000:0.00} µs | {bytes:0} B | {ratio} |"));
        }

        Console.WriteLine();
        Console.WriteLine("| target | wanted | measured |");
        Console.WriteLine("|---|--:|--:|");
        var engine = medians["Middleware 0"];
        Row("engine without hooks beside bare, time", "1.10 x", engine.Time / bare.Time, 1.10, "0.00 x");
        Row("engine without hooks beside bare, allocation", "+2560 B", engine.Bytes - bare.Bytes, 2560, "+0 B;-0 B");
        Each("a middleware, answer at once", "MiddlewareAtOnce");
        Each("a middleware, answer later", "MiddlewareLater");
        Each("an interceptor", "InterceptorsAtOnce");
    }

    private void Each(string what, string method)
    {
        var (none, many) = (medians[$"{method} 0"], medians[$"{method} 20"]);
        Row($"{what}, time", "150 ns", (many.Time - none.Time) / 20, 150, "0 ns");
        Row($"{what}, allocation", "160 B", (many.Bytes - none.Bytes) / 20, 160, "0 B");
    }

    private static void Row(string what, string wanted, double measured, double limit, string format) =>
        Console.WriteLine($"| {what} | {wanted} | {measured.ToString(format, CultureInfo.InvariantCulture)}{(measured > limit ? " (missed)" : "")} |");

    private static string Label(string name) => name switch
    {
        "Bare" => "HttpClient.SendAsync, ReadAsByteArrayAsync",
        _ when name.StartsWith("MiddlewareAtOnce", StringComparison.Ordinal) => $"in memory, at once, middleware: {name.Split(' ')[1]}",
        _ when name.StartsWith("MiddlewareLater", StringComparison.Ordinal) => $"in memory, later, middleware: {name.Split(' ')[1]}",
        _ when name.StartsWith("InterceptorsAtOnce", StringComparison.Ordinal) => $"in memory, at once, interceptors: {name.Split(' ')[1]}",
        _ => $"AxiosClient.GetAsync, {name.Replace(" ", ": ").ToLowerInvariant()}",
    };

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
