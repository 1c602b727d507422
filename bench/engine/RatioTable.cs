using System.Globalization;
using BenchmarkDotNet.Reports;

namespace AxiosPS.Benchmarks;

/// <summary>The targets and what was measured, as Markdown.</summary>
internal sealed class RatioTable(IEnumerable<Summary> summaries)
{
    private readonly Dictionary<string, (double Time, double Bytes)> medians = summaries.SelectMany(s => s.Reports).Where(r => r.ResultStatistics is not null).ToDictionary(
        r => $"{r.BenchmarkCase.Descriptor.WorkloadMethod.Name} {(r.BenchmarkCase.HasParameters ? r.BenchmarkCase.Parameters[0].Value : null)}".TrimEnd(),
        r => (r.ResultStatistics!.Median, (double)(r.GcStats.GetBytesAllocatedPerOperation(r.BenchmarkCase) ?? 0)));

    public void PrintAll()
    {
        Console.WriteLine("| one GET | median | allocated |");
        Console.WriteLine("|---|--:|--:|");
        foreach (var (name, (time, bytes)) in medians)
        {
            Console.WriteLine(FormattableString.Invariant($"| {Label(name)} | {time / 1000:0.00} µs | {bytes:0} B |"));
        }
    }

    /// <summary>The times come from pairs, the allocations, which vary little, from the benchmarks.</summary>
    public void PrintTargets(PairedRun engine, PairedRun middleware, PairedRun middlewareLater, PairedRun interceptor, PairedRun inOrder, PairedRun unordered)
    {
        Console.WriteLine();
        Console.WriteLine("| target | wanted | measured |");
        Console.WriteLine("|---|--:|--:|");
        Row("engine without hooks beside bare, time", "1.10 x", engine.Ratio, 1.10, "0.00 x");
        Row("engine without hooks beside bare, allocation", "+2560 B", medians["Middleware 0"].Bytes - medians["Bare"].Bytes, 2560, "+0 B;-0 B");
        Each("a middleware, answer at once", "MiddlewareAtOnce", middleware);
        Each("a middleware, answer later", "MiddlewareLater", middlewareLater);
        Each("an interceptor", "InterceptorsAtOnce", interceptor);
        Row("many requests, 16 at once, beside bare and Parallel.ForEachAsync, time", "1.43 x", inOrder.Ratio, 1.43, "0.00 x");
        Row("the same as they come", "1.43 x", unordered.Ratio, 1.43, "0.00 x");
    }

    private void Each(string what, string method, PairedRun twenty)
    {
        Row($"{what}, time", "150 ns", twenty.Nanoseconds / MemoryBenchmarks.Calls / 20, 150, "0 ns");
        Row($"{what}, allocation", "160 B", (medians[$"{method} 20"].Bytes - medians[$"{method} 0"].Bytes) / 20, 160, "0 B");
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
}
