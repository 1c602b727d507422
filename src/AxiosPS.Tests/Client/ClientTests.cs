using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Client;

public sealed class ClientTests : ServerTest
{
    [Fact]
    public async Task A_closed_client_refuses_everything_with_a_clear_error()
    {
        Api.Close();

        var error = await Assert.ThrowsAsync<ObjectDisposedException>(() => Api.GetAsync("/json"));
        Assert.Contains("The client is closed", error.Message, StringComparison.Ordinal);
        Assert.Throws<ObjectDisposedException>(() => Api.Get("/json"));
        Assert.Throws<ObjectDisposedException>(() => Api.Interceptors.Request.Use(_ => { }));
        Assert.Throws<ObjectDisposedException>(() => Api.Plugin(new object()));
        Assert.EndsWith("(closed)", Api.ToString(), StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public void A_hook_on_the_token_of_a_call_that_throws_does_not_keep_the_client_from_closing()
    {
        var uninstalled = false;
        var client = Client(o => o.Transport = new MemoryTransport(async (_, token) =>
        {
            token.Register(() => throw new InvalidOperationException("x"));
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return new(200);
        }));
        client.Plugin(new Uninstalling(() => uninstalled = true));
        _ = client.GetAsync("/x");

        client.Close();

        Assert.True(uninstalled);
    }

    [Fact]
    public async Task Two_clients_share_no_header_default_hook_cookie_or_connection()
    {
        using var other = new AxiosClient(Server.Uri.OriginalString);
        Api.Defaults.Headers["X-Mine"] = "1";
        Api.Defaults.Query["mine"] = 1;
        Api.Defaults.MaxRetries = 3;
        Api.Defaults.ValidateStatus = StatusCheck.Success;
        Api.Interceptors.Request.Use(c => c.Headers["X-Hook"] = "1");
        await Api.GetAsync("/cookie/set?a=1");
        Server.Clear();

        await Api.GetAsync("/echo");
        var response = await other.GetAsync("/echo");
        var (mine, theirs) = (Server.Requests[0], Server.Requests[1]);

        Assert.Equal((true, true, true, "mine=1"), (mine.Headers.ContainsKey("x-mine"), mine.Headers.ContainsKey("x-hook"), mine.Headers.ContainsKey("cookie"), mine.Query));
        Assert.Equal((false, false, false, ""), (theirs.Headers.ContainsKey("x-mine"), theirs.Headers.ContainsKey("x-hook"), theirs.Headers.ContainsKey("cookie"), theirs.Query));
        Assert.NotEqual(mine.Connection, theirs.Connection);
        Assert.Null(response.Config!.MaxRetries);
        Assert.Null(response.Config.ValidateStatus);
    }

    [Fact]
    public void Options_are_copied_and_two_clients_of_the_same_options_are_two()
    {
        var options = new AxiosClientOptions { BaseUri = Server.Uri.OriginalString, Headers = { ["X"] = "1" } };
        using var first = new AxiosClient(options);
        using var second = new AxiosClient(options);

        options.Headers["X"] = "2";
        options.BaseUri = "http://b.test";
        first.Defaults.Headers["X"] = "3";

        Assert.Equal("1", second.Defaults.Headers["X"]);
        Assert.Equal(Server.Uri.OriginalString, second.Defaults.BaseUri);
    }

    [Fact]
    public async Task Two_hundred_calls_one_after_the_other_use_one_connection()
    {
        string[] uris = ["/json", "/bytes/100000", "/status/404", "/gzip", "/redirect/302?to=/json", "/status/204"];
        for (var i = 0; i < 200; i++)
        {
            await Api.GetAsync(uris[i % uris.Length]);
        }

        Assert.InRange(Server.Requests.Count, 200, 250);
        Assert.Equal(1, Server.Connections);
    }

    [Fact]
    public async Task Sixteen_threads_may_use_a_client_while_hooks_come_and_go()
    {
        var client = Client(o => o.Transport = new MemoryTransport());
        using var done = new CancellationTokenSource();
        var changing = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                var id = client.Use((_, next) => next());
                var plugin = new Stamping();
                client.Plugin(plugin);
                client.Defaults.Headers["X-Default"] = id;
                client.Defaults.Headers["X-Default"] = null;
                client.Eject(id);
                client.RemovePlugin(plugin);
            }
        });

        var calls = Enumerable.Range(0, 16).Select(thread => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                var response = await client.GetAsync($"/x?{thread}-{i}");
                Assert.Equal($"?{thread}-{i}", response.Uri.Query);

                Assert.Equal(response.Config!.Headers.Contains("X-Request"), response.Headers.Contains("X-Response"));
            }
        })).ToArray();
        await Task.WhenAll(calls);
        await done.CancelAsync();
        await changing;

        Assert.Equal("Transport", Assert.Single(client.Pipeline).Stage);
    }

    [Fact]
    public void The_blocking_calls_are_the_same_calls()
    {
        AxiosResponse[] all = [Api.Get("/echo"), Api.Head("/echo"), Api.Options("/echo"), Api.Delete("/echo"), Api.Post("/echo", "b"), Api.Put("/echo", "b"), Api.Patch("/echo", "b")];

        Assert.All(all, r => Assert.True(r.Ok));
        Assert.Equal(["GET", "HEAD", "OPTIONS", "DELETE", "POST", "PUT", "PATCH"], Server.Requests.Select(r => r.Method));
    }

    public sealed class Uninstalling(Action uninstall)
    {
        public void Attach(AxiosClient client) => _ = client;

        public void Uninstall(AxiosClient client) => uninstall();
    }

    private sealed class Stamping : IAxiosPlugin
    {
        // One hook that leaves its trace in both places, so that a call either has it or not.
        public void Attach(AxiosClient client) => client.Use(async (context, next) =>
        {
            context.Headers["X-Request"] = "1";
            var response = await next(context);
            response.Headers["X-Response"] = "1";
            return response;
        });
    }
}
