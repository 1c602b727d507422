using BenchmarkDotNet.Attributes;

namespace AxiosPS.Benchmarks;

/// <summary>The engine alone, over a transport in memory: what a call costs and what each hook adds.</summary>
public class MemoryBenchmarks
{
    /// <summary>How many calls one invocation makes.</summary>
    public const int Calls = 100;

    private readonly Dictionary<(string Kind, int Count), AxiosClient> clients = [];

    public MemoryBenchmarks()
    {
        foreach (var count in new[] { 0, 1, 5, 20 })
        {
            clients[(nameof(MiddlewareAtOnce), count)] = Clients.WithMiddleware(count, "http://memory", new MemoryTransport(atOnce: true));
            clients[(nameof(MiddlewareLater), count)] = Clients.WithMiddleware(count, "http://memory", new MemoryTransport(atOnce: false));
            clients[(nameof(InterceptorsAtOnce), count)] = Clients.WithInterceptors(count, "http://memory", new MemoryTransport(atOnce: true));
        }
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    [Arguments(0)]
    [Arguments(1)]
    [Arguments(5)]
    [Arguments(20)]
    public Task MiddlewareAtOnce(int count) => SendAsync(nameof(MiddlewareAtOnce), count);

    [Benchmark(OperationsPerInvoke = Calls)]
    [Arguments(0)]
    [Arguments(1)]
    [Arguments(5)]
    [Arguments(20)]
    public Task MiddlewareLater(int count) => SendAsync(nameof(MiddlewareLater), count);

    [Benchmark(OperationsPerInvoke = Calls)]
    [Arguments(0)]
    [Arguments(1)]
    [Arguments(5)]
    [Arguments(20)]
    public Task InterceptorsAtOnce(int count) => SendAsync(nameof(InterceptorsAtOnce), count);

    private async Task SendAsync(string kind, int count)
    {
        var client = clients[(kind, count)];
        for (var i = 0; i < Calls; i++)
        {
            await client.GetAsync("/json").ConfigureAwait(false);
        }
    }
}
