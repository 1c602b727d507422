using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport;

/// <summary>Tests against a real server on loopback, with a client for it.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync.")]
public abstract class ServerTest : IAsyncLifetime
{
    private AxiosClient? client;

    internal TestServer Server { get; private set; } = null!;

    internal AxiosClient Api => client ??= new(Server.Uri.OriginalString);

    public async Task InitializeAsync() => Server = await TestServer.StartAsync();

    public async Task DisposeAsync()
    {
        client?.Dispose();
        await Server.DisposeAsync();
    }

    internal AxiosClient Client(Action<AxiosClientOptions> set)
    {
        var options = new AxiosClientOptions { BaseUri = Server.Uri.OriginalString };
        set(options);
        return client = new(options);
    }
}
