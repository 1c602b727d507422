namespace AxiosPS.Benchmarks;

/// <summary>Many small GETs, 16 at once: a bare HttpClient by Parallel.ForEachAsync beside the engine's SendAllAsync.</summary>
internal sealed class BatchCalls : IDisposable
{
    private const int Calls = 200;
    private const int AtOnce = 16;

    private readonly LoopbackServer server = new();
    private readonly HttpClient bare = new();
    private readonly AxiosClient client;
    private readonly string uri;

    public BatchCalls()
    {
        uri = server.Uri + "/json";
        client = Clients.WithMiddleware(0, server.Uri);
    }

    public async Task Bare()
    {
        var answers = new byte[Calls][];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Calls),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, token) => answers[i] = await bare.GetByteArrayAsync(uri, token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public Task InOrder() => SendAllAsync(new BatchOptions { ThrottleLimit = AtOnce });

    public Task Unordered() => SendAllAsync(new BatchOptions { ThrottleLimit = AtOnce, Unordered = true });

    public void Dispose()
    {
        client.Dispose();
        bare.Dispose();
        server.Dispose();
    }

    private async Task SendAllAsync(BatchOptions options)
    {
        var configs = Enumerable.Range(0, Calls).Select(_ => new RequestConfig { Uri = "/json" });
        await foreach (var result in client.SendAllAsync(configs, options).ConfigureAwait(false))
        {
            if (result.Error is { } error)
            {
                throw error;
            }
        }
    }
}
