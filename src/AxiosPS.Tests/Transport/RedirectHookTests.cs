namespace AxiosPS.Tests.Transport;

/// <summary>Hooks that see each redirect before it is followed.</summary>
public sealed class RedirectHookTests : IDisposable
{
    private readonly List<string> log = [];
    private readonly MemoryTransport transport;
    private readonly AxiosClient client;

    public RedirectHookTests()
    {
        transport = new(r => r.Uri.AbsoluteUri switch
        {
            "https://a.test/1" => Redirect(307, "/2?token=s"),
            "https://a.test/2?token=s" => Redirect(303, "https://b.test/3"),
            "https://b.test/3" => Redirect(302, "/4"),
            "https://b.test/4" => Redirect(302, "https://c.test/5"),
            _ => new(200),
        });
        client = new(new AxiosClientOptions { Transport = transport });
    }

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task They_run_one_after_the_other_for_each_hop_and_see_it_without_its_secrets()
    {
        var call = Call(Hook(hop => log.Add($"a {hop} {hop.Method} {hop.ChangesOrigin} {hop.Headers.Contains("Authorization")}")), Hook(hop => log.Add($"b {hop.Number}")));
        call.Method = "PUT";
        call.Json = 1;
        call.Headers["Authorization"] = "s";

        var response = await client.SendAsync(call);

        Assert.Equal(
            [
                "a 1: 307 https://a.test/1 -> https://a.test/2?token=*** PUT False True", "b 1",
                "a 2: 303 https://a.test/2?token=*** -> https://b.test/3 GET True False", "b 2",
                "a 3: 302 https://b.test/3 -> https://b.test/4 GET False False", "b 3",
                "a 4: 302 https://b.test/4 -> https://c.test/5 GET True False", "b 4",
            ],
            log);
        Assert.Equal(["https://a.test/1", "https://a.test/2?token=***", "https://b.test/3", "https://b.test/4"], response.Redirects.Select(u => u.AbsoluteUri));
    }

    [Fact]
    public async Task One_that_waits_is_waited_for()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = client.SendAsync(Call(new Hooked(_ => new(gate.Task))));

        Assert.Single(transport.Requests);
        Assert.False(running.IsCompleted);
        gate.SetResult();

        Assert.Equal(200, (await running).StatusCode);
    }

    [Fact]
    public async Task One_that_does_not_let_it_follow_makes_the_redirect_the_answer()
    {
        var response = await client.SendAsync(Call(Hook(hop => hop.Follow = hop.Number == 1), Hook(hop => log.Add($"{hop.Number}"))));

        Assert.Equal((303, "https://b.test/3", "https://a.test/2?token=***"), (response.StatusCode, (string)response.Headers["Location"]!, response.Uri.AbsoluteUri));
        Assert.Single(response.Redirects);
        Assert.Equal(["1"], log);
        Assert.Equal(2, transport.Requests.Count);
    }

    [Fact]
    public async Task A_secret_that_one_sets_is_meant_for_the_origin_of_its_hop()
    {
        await client.SendAsync(Call(Hook(hop =>
        {
            if (hop.Number == 2)
            {
                hop.Headers["Authorization"] = "for b";
                hop.Headers["Cookie"] = "for=b";
            }
        })));

        Assert.Equal([null, null, "for b", "for b", null], transport.Requests.Select(r => r.Header("Authorization")));
        Assert.Equal([null, null, "for=b", "for=b", null], transport.Requests.Select(r => r.Header("Cookie")));
    }

    [Fact]
    public async Task What_one_throws_ends_the_call_as_its_error()
    {
        var error = await Assert.ThrowsAsync<AxiosHookException>(() => client.SendAsync(Call(Hook(_ => throw new InvalidOperationException("no")))));
        var own = await Assert.ThrowsAsync<AxiosException>(() => client.SendAsync(Call(Hook(_ => throw new AxiosException("mine")))));

        Assert.Equal("The redirect hook 'the hook' failed: no", error.Message);
        Assert.Equal("https://a.test/1", error.Uri!.AbsoluteUri);
        Assert.Single(error.Attempts);
        Assert.Equal("mine", own.Message);
    }

    [Fact]
    public async Task One_that_is_cancelled_with_the_call_is_a_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        var call = Call(new Hooked(async _ =>
        {
            await cancel.CancelAsync();
            cancel.Token.ThrowIfCancellationRequested();
        }));

        await Assert.ThrowsAsync<AxiosCanceledException>(() => client.SendAsync(call, cancel.Token));
    }

    [Fact]
    public async Task One_cannot_send_a_secret_over_plain_http()
    {
        using var plain = new AxiosClient(new AxiosClientOptions { Transport = new MemoryTransport(r => r.Uri.Host == "a.test" ? Redirect(302, "http://b.test/") : new(200)) });
        var hook = Hook(hop => hop.Headers["Authorization"] = "s3cret");

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => plain.GetAsync("http://a.test/", new() { OnRedirect = [hook] }));

        Assert.Contains("GET http://b.test/ would send the secret header 'Authorization' over plain http", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clients_hooks_are_a_default_that_a_call_replaces()
    {
        client.Defaults.OnRedirect = [Hook(hop => log.Add($"client {hop.Number}"))];

        await client.GetAsync("https://b.test/4");
        await client.GetAsync("https://b.test/4", new() { OnRedirect = [Hook(hop => log.Add($"call {hop.Number}"))] });

        Assert.Equal(["client 1", "call 1"], log);
    }

    private static RequestConfig Call(params IRedirectHook[] hooks) => new() { Uri = "https://a.test/1", OnRedirect = hooks };

    private static Hooked Hook(Action<RedirectHop> hook) => new(hop =>
    {
        hook(hop);
        return default;
    });

    private static TransportResponse Redirect(int status, string location) => new(status, new HeaderCollection { ["Location"] = location });

    private sealed class Hooked(Func<RedirectHop, ValueTask> hook) : IRedirectHook
    {
        public ValueTask OnRedirectAsync(RedirectHop hop, CancellationToken cancellationToken) => hook(hop);

        public override string ToString() => "the hook";
    }
}
