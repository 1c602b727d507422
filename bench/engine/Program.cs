using AxiosPS.Benchmarks;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

// In this process, because a project that BenchmarkDotNet generates would inherit this repository's build rules.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithWarmupCount(4)
    .WithIterationCount(15)
    .WithIterationTime(TimeInterval.FromMilliseconds(150));
var config = ManualConfig.CreateEmpty()
    .AddJob(job)
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(args is ["-v"] ? ConsoleLogger.Default : NullLogger.Instance);

Console.WriteLine("Measuring, that takes about two minutes ...");
var summaries = BenchmarkRunner.Run([typeof(NetworkBenchmarks), typeof(MemoryBenchmarks)], config);
if (summaries.Any(s => s.Reports.IsEmpty || s.Reports.Any(r => !r.Success)))
{
    Console.Error.WriteLine("A benchmark failed. Run again with -v to see why.");
    return 1;
}

using var network = new NetworkBenchmarks();
using var batch = new BatchCalls();
var memory = new MemoryBenchmarks();
var table = new RatioTable(summaries);
table.PrintAll();
table.PrintTargets(
    await PairedRun.MeasureAsync(() => network.Middleware(0), network.Bare),
    await PairedRun.MeasureAsync(() => memory.MiddlewareAtOnce(20), () => memory.MiddlewareAtOnce(0)),
    await PairedRun.MeasureAsync(() => memory.MiddlewareLater(20), () => memory.MiddlewareLater(0)),
    await PairedRun.MeasureAsync(() => memory.InterceptorsAtOnce(20), () => memory.InterceptorsAtOnce(0)),
    await PairedRun.MeasureAsync(batch.InOrder, batch.Bare),
    await PairedRun.MeasureAsync(batch.Unordered, batch.Bare));
return 0;
