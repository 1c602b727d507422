using AxiosPS.Plugins;
using AxiosPS.Tests.Plugins.Cache.Rfc9111;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>A real server, a client that caches as servers say, and a clock that stands still.</summary>
public abstract class HttpCacheFixture : IAsyncLifetime
{
    private readonly List<IDisposable> opened = [];

    protected static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    private protected FakeTimeProvider Time { get; } = new(Exchange.Noon);

    private protected OriginServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await OriginServer.StartAsync();

    public async Task DisposeAsync()
    {
        opened.ForEach(o => o.Dispose());
        await Server.DisposeAsync();
    }

    private protected AxiosClient Client(CacheOptions? options = null) => Client(new CachePlugin(options ?? new() { RespectHeaders = true }));

    private protected AxiosClient Client(CachePlugin plugin)
    {
        var client = new AxiosClient(new AxiosClientOptions { BaseUri = Server.Uri, TimeProvider = Time });
        opened.Add(client);
        client.Plugin(plugin);
        return client;
    }

    /// <summary>The body of an answer, and whether it was the cache's.</summary>
    private protected static string Told(AxiosResponse response) => response.FromCache ? $"{response.Text} from cache" : response.Text;

    private protected static async Task<string> GetAsync(AxiosClient client, string headers = "") => Told(await client.GetAsync("/x", new() { Headers = Exchange.Headers(headers) }));

    private protected void Pass(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));
}
