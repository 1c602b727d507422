namespace AxiosPS.Tests.Batches;

/// <summary>Batches whose requests are answered when the test lets them.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync.")]
public abstract class BatchTest : IAsyncLifetime
{
    protected BatchTest() => Client = new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = Transport, ValidateStatus = StatusCheck.Success, Timeout = Timeout.InfiniteTimeSpan });

    internal HeldTransport Transport { get; } = new();

    internal AxiosClient Client { get; }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Client.Dispose();
        return Task.CompletedTask;
    }

    internal static IEnumerable<RequestConfig> Paths(int count) => Enumerable.Range(0, count).Select(i => new RequestConfig { Uri = $"/{i}" });

    internal static async Task<List<BatchResult>> AllAsync(IAsyncEnumerable<BatchResult> results)
    {
        var all = new List<BatchResult>();
        await foreach (var result in results)
        {
            all.Add(result);
        }

        return all;
    }
}
