using BenchmarkDotNet.Attributes;

namespace AxiosPS.Benchmarks;

/// <summary>A small GET over the loopback: a bare HttpClient beside the engine with more and more hooks.</summary>
public class NetworkBenchmarks : IDisposable
{
    // Many calls to one invocation: the waking of the thread that waits for the task is not what is measured.
    private const int Calls = 100;

    private readonly LoopbackServer server = new();
    private readonly Dictionary<int, AxiosClient> middleware = [];
    private readonly Dictionary<int, AxiosClient> interceptors = [];
    private readonly HttpClient bare = new();
    private readonly string uri;

    public NetworkBenchmarks()
    {
        uri = server.Uri + "/json";
        bare.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json, text/plain, */*");
        bare.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "AxiosPS/1.0.0");
        foreach (var count in new[] { 0, 1, 5, 20 })
        {
            middleware[count] = Clients.WithMiddleware(count, server.Uri);
            interceptors[count] = Clients.WithInterceptors(count, server.Uri);
        }
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public async Task Bare()
    {
        for (var i = 0; i < Calls; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = await bare.SendAsync(request).ConfigureAwait(false);
            await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
        }
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    [Arguments(0)]
    [Arguments(1)]
    [Arguments(5)]
    [Arguments(20)]
    public Task Middleware(int count) => SendAsync(middleware[count]);

    [Benchmark(OperationsPerInvoke = Calls)]
    [Arguments(1)]
    [Arguments(5)]
    [Arguments(20)]
    public Task Interceptors(int count) => SendAsync(interceptors[count]);

    [GlobalCleanup]
    public void Dispose()
    {
        bare.Dispose();
        foreach (var client in middleware.Values.Concat(interceptors.Values))
        {
            client.Dispose();
        }

        server.Dispose();
        GC.SuppressFinalize(this);
    }

    private static async Task SendAsync(AxiosClient client)
    {
        for (var i = 0; i < Calls; i++)
        {
            await client.GetAsync("/json").ConfigureAwait(false);
        }
    }
}
