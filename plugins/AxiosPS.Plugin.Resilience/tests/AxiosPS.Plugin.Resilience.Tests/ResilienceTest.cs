using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Plugin.Resilience.Tests;

/// <summary>A clock that the test moves, and clients that are closed after it.</summary>
public abstract class ResilienceTest : IDisposable
{
    private readonly List<AxiosClient> clients = [];

    protected FakeTimeProvider Time { get; } = new();

    public void Dispose() => clients.ForEach(client => client.Dispose());

    protected static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Waits for what another thread is about to do.</summary>
    protected static async Task UntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(5); // what it waits for needs the processor too
        }
    }

    protected AxiosClient Client(ITransport transport, params object[] plugins) => Client(transport, 0, plugins);

    protected AxiosClient Client(ITransport transport, int retries, params object[] plugins)
    {
        var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = transport,
            TimeProvider = Time,
            MaxRetries = retries,
            RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero),
            Plugins = plugins,
        });
        clients.Add(client);
        return client;
    }
}
