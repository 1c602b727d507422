using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Connections;

public sealed class ConnectionPoolsTests : IAsyncLifetime
{
    private TestServer server = null!;

    public async Task InitializeAsync() => server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task Different_wishes_never_share_a_connection_and_equal_ones_do()
    {
        using var client = Client();

        foreach (var limit in new int?[] { null, 4096, null, 4096, 8192 })
        {
            await client.GetAsync("/text", limit is null ? null : new() { Connection = new() { MaxHeaderBytes = limit } });
        }

        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task Wishes_that_say_what_the_client_says_use_its_connections()
    {
        using var client = Client(new() { MaxHeaderBytes = 4096 });

        await client.GetAsync("/text");
        await client.GetAsync("/text", new() { Connection = new() { MaxHeaderBytes = 4096, HttpVersion = System.Net.HttpVersion.Version20 } });

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Those_used_longest_ago_are_closed_but_not_under_a_running_call()
    {
        using var client = Client();

        var running = client.GetAsync("/hold/x", Wish(1));
        await server.Arrived("x");
        await client.GetAsync("/text", Wish(2));
        for (var other = 3; other < 20; other++)
        {
            await client.GetAsync("/text", Wish(other));
        }

        await server.Until(() => server.OpenConnections == 17); // sixteen, and the running one
        server.Release("x");
        Assert.Equal(200, (await running).StatusCode);
        await server.Until(() => server.OpenConnections == 16);
    }

    [Fact]
    public async Task A_head_may_be_as_large_as_can_be_said()
    {
        using var client = Client();

        Assert.Equal(200, (await client.GetAsync("/text", new() { Connection = new() { MaxHeaderBytes = int.MaxValue } })).StatusCode);
    }

    [Fact]
    public async Task A_client_with_credentials_keeps_its_own_connection()
    {
        using var client = Client(new() { Credentials = new System.Net.NetworkCredential("alice", "s3cret") });

        await client.GetAsync("/text");
        for (var other = 1; other <= 16; other++)
        {
            await client.GetAsync("/text", Wish(other));
        }

        await client.GetAsync("/text");
        Assert.Equal(17, server.Connections);
    }

    [Fact]
    public async Task A_body_that_is_read_later_keeps_its_pool()
    {
        using var client = Client();
        var wish = Wish(1);
        wish.Stream = true;

        var response = await client.GetAsync("/bytes/3000000", wish);
        for (var other = 2; other < 20; other++)
        {
            await client.GetAsync("/text", Wish(other));
        }

        var copy = new MemoryStream();
        await response.Stream!.CopyToAsync(copy);
        Assert.Equal(3_000_000, copy.Length);
    }

    [Fact]
    public async Task All_are_closed_with_the_client()
    {
        var client = Client();
        for (var other = 0; other < 3; other++)
        {
            await client.GetAsync("/text", Wish(other));
        }

        client.Dispose();

        await server.Until(() => server.OpenConnections == 0);
    }

    [Fact]
    public async Task Failed_calls_leave_theirs()
    {
        using var transport = new HttpTransport(TimeSpan.FromSeconds(5));
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport, BaseUri = "http://127.0.0.1:1" });

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/", Wish(1)));
        for (var other = 2; other < 20; other++)
        {
            await client.GetAsync($"{server.Uri}text", Wish(other));
        }

        await server.Until(() => server.OpenConnections == 16);
    }

    private static RequestConfig Wish(int number) => new() { Connection = new() { MaxHeaderBytes = 4096 + (number * 1024) } };

    private AxiosClient Client(ConnectionOptions? connection = null) => new(new AxiosClientOptions { BaseUri = server.Uri.ToString(), Connection = connection });
}
