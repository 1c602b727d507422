using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>What is forgotten because something has been changed (RFC 9111, section 4.4).</summary>
public sealed class CacheChangeTests
{
    private readonly CountingServer server = new();

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("PURGE")]
    public async Task A_change_ends_the_answers_of_its_address_for_everybody(string method)
    {
        using var client = server.Client();
        RequestConfig Bob() => new() { Headers = { ["Authorization"] = "bob" } };
        await client.GetAsync("/a");
        await client.GetAsync("/a", Bob());
        await client.HeadAsync("/a");
        await client.GetAsync("/b");
        await client.GetAsync("/a?x=1");

        await client.SendAsync(new() { Method = method, Uri = "/a#part" });

        Assert.False((await client.GetAsync("/a")).FromCache);
        Assert.False((await client.GetAsync("/a", Bob())).FromCache);
        Assert.False((await client.HeadAsync("/a")).FromCache);
        Assert.True((await client.GetAsync("/b")).FromCache);
        Assert.True((await client.GetAsync("/a?x=1")).FromCache);
        Assert.True((await client.GetAsync("/a")).FromCache);
    }

    [Theory]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    [InlineData("QUERY")]
    [InlineData("HEAD")]
    public async Task A_method_that_changes_nothing_ends_nothing(string method)
    {
        using var client = server.Client();
        await client.GetAsync("/a");

        await client.SendAsync(new() { Method = method, Uri = "/a" });

        Assert.True((await client.GetAsync("/a")).FromCache);
    }

    [Theory]
    [InlineData(200, false)]
    [InlineData(204, false)]
    [InlineData(303, false)]
    [InlineData(400, true)]
    [InlineData(500, true)]
    public async Task A_change_that_was_refused_ends_nothing(int status, bool stays)
    {
        using var client = server.Client();
        await client.GetAsync("/a");

        server.Answers(status);
        await client.PostAsync("/a");

        Assert.Equal(stays, (await client.GetAsync("/a")).FromCache);
    }

    [Fact]
    public async Task A_change_of_which_nobody_knows_whether_it_was_done_counts_as_done()
    {
        using var client = server.Client();
        await client.GetAsync("/a");

        server.Answer = (_, _) => throw new HttpRequestException(HttpRequestError.ResponseEnded, "reset");
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.PostAsync("/a"));
        server.Answers(200);

        Assert.False((await client.GetAsync("/a")).FromCache);
    }

    [Theory]
    [InlineData("Location", "/b", true)]
    [InlineData("Location", "https://api.test/b", true)]
    [InlineData("Content-Location", "b", true)]
    [InlineData("Location", "https://other.test/b", false)]
    [InlineData("Location", "http://api.test/b", false)]
    [InlineData("Location", ":/", false)]
    public async Task What_its_answer_names_on_the_same_origin_is_forgotten_too(string header, string value, bool forgotten)
    {
        using var client = server.Client();
        string[] addresses = ["https://api.test/b", "https://other.test/b", "http://api.test/b"];
        foreach (var address in addresses)
        {
            await client.GetAsync(address);
        }

        server.Answers(201, (header, value));
        await client.PostAsync("/a");

        var kept = new List<bool>();
        foreach (var address in addresses)
        {
            kept.Add((await client.GetAsync(address)).FromCache);
        }

        Assert.Equal([!forgotten, true, true], kept);
    }

    [Fact]
    public async Task A_change_after_a_redirect_ends_the_answers_of_both_addresses()
    {
        server.Answer = (request, number) => Task.FromResult(request.Uri.AbsolutePath == "/from"
            ? CountingServer.Text("", 307, ("Location", "/to"))
            : CountingServer.Text($"{number}"));
        using var client = server.Client();
        await client.GetAsync("/from");
        await client.GetAsync("/to");

        await client.PostAsync("/from");

        Assert.False((await client.GetAsync("/from")).FromCache);
        Assert.False((await client.GetAsync("/to")).FromCache);
    }

    [Fact]
    public async Task A_change_where_an_answer_was_redirected_to_ends_that_answer()
    {
        server.Answer = (request, number) => Task.FromResult(request.Uri.AbsolutePath == "/from"
            ? CountingServer.Text("", 302, ("Location", "/to"))
            : CountingServer.Text($"{number}"));
        using var client = server.Client();
        await client.GetAsync("/from");
        Assert.True((await client.GetAsync("/from")).FromCache);

        await client.PutAsync("/to");

        Assert.False((await client.GetAsync("/from")).FromCache);
        Assert.True((await client.GetAsync("/from")).FromCache);
    }

    [Theory]
    [InlineData(false, "/a")]
    [InlineData(true, "/a")]
    [InlineData(false, "/from")]
    [InlineData(true, "/from")]
    public async Task An_answer_that_was_on_its_way_when_something_changed_is_not_for_those_after_it(bool isShared, string address)
    {
        var old = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = address == "/a" ? 1 : 2;
        server.Answer = (request, number) => request.Uri.AbsolutePath == "/from" ? Task.FromResult(CountingServer.Text("", 302, ("Location", "/a")))
            : number == first ? old.Task
            : Task.FromResult(CountingServer.Text("new"));
        using var client = server.Client(new CacheOptions { Store = new TestStore { IsShared = isShared } });

        var before = client.GetAsync(address);
        await Eventually(() => server.Count == first);
        await client.PostAsync("/a");
        var after = client.GetAsync("/a"); // which comes while the old one is on its way, and does not settle for it
        old.SetResult(CountingServer.Text("old"));

        Assert.Equal("old", (await before).Text);
        Assert.Equal("new", (await after).Text);
        Assert.Equal("new", (await client.GetAsync(address)).Text);
        Assert.Equal("new", (await client.GetAsync("/a")).Text);
    }

    [Fact]
    public async Task A_change_by_one_client_is_known_to_the_others_of_the_same_store_in_whatever_process()
    {
        var store = new TestStore();
        using var one = server.Client(new CacheOptions { Store = store });
        using var another = server.Client(new CacheOptions { Store = new AnotherProcess(store) });
        await one.GetAsync("/a");
        Assert.True((await another.GetAsync("/a")).FromCache);

        await another.PostAsync("/a");

        Assert.False((await one.GetAsync("/a")).FromCache);
        Assert.True((await another.GetAsync("/a")).FromCache);
    }

    [Fact]
    public async Task A_change_that_the_store_does_not_take_is_known_to_the_clients_of_this_process()
    {
        var store = new TestStore();
        using var one = server.Client(new CacheOptions { Store = store });
        using var another = server.Client(new CacheOptions { Store = store });
        await one.GetAsync("/a");

        store.Before = (method, _) => method == "set" ? throw new IOException("full") : Task.CompletedTask;
        await another.PostAsync("/a");

        Assert.False((await one.GetAsync("/a")).FromCache);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_change_that_is_cancelled_ends_at_once_though_the_store_hangs_and_what_it_may_have_changed_is_forgotten(bool wasAnswered)
    {
        var hang = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var store = new TestStore();
        using var client = server.Client(new CacheOptions { Store = store });
        using var other = server.Client(new CacheOptions { Store = new AnotherProcess(store) });
        using var cancel = new CancellationTokenSource();
        Task<AxiosResponse> OtherAsync() => other.GetAsync("/a", new() { Headers = { ["Accept"] = "*/*" } });
        await client.GetAsync("/a");
        await OtherAsync();
        Assert.True((await OtherAsync()).FromCache);

        var isFirst = 1;
        var asked = store.Asked;
        store.Before = (method, _) => method == "set" && Interlocked.Exchange(ref isFirst, 0) == 1 ? hang.Task : Task.CompletedTask;
        server.Answer = async (_, number) =>
        {
            await Task.Delay(wasAnswered ? 0 : Timeout.Infinite, CancellationToken.None);
            return CountingServer.Text($"{number}");
        };
        var change = client.PostAsync("/a", cancellationToken: cancel.Token);
        await Eventually(() => wasAnswered ? store.Asked > asked : server.Count == 3);
        await cancel.CancelAsync();
        await ((Task)change).WaitAsync(TimeSpan.FromSeconds(30)).ContinueWith(_ => { }, TaskScheduler.Default); // its clock stands still: no time of the store goes by
        Assert.Equal(wasAnswered ? TaskStatus.RanToCompletion : TaskStatus.Faulted, change.Status);
        await Eventually(() => Volatile.Read(ref isFirst) == 0); // else the one that hangs might be the next answer's, whose clock stands still as well

        server.Answers(200);
        Assert.False((await client.GetAsync("/a")).FromCache);
        hang.SetResult();
        await Eventually(() => store.Items.Count == 3);
        Assert.False((await OtherAsync()).FromCache); // for those of another process, once the store has taken it
    }

    private static async Task Eventually(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(5); // what it waits for needs the processor too
        }
    }

    /// <summary>The same store as somebody else sees it: what is known in this process of the one is not known of the other.</summary>
    private sealed class AnotherProcess(ICacheStore store) : ICacheStore
    {
        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => store.GetAsync(key, cancellationToken);

        public ValueTask SetAsync(string key, byte[] value, DateTimeOffset expires, CancellationToken cancellationToken) => store.SetAsync(key, value, expires, cancellationToken);

        public ValueTask RemoveAsync(string key, CancellationToken cancellationToken) => store.RemoveAsync(key, cancellationToken);

        public ValueTask ClearAsync(CancellationToken cancellationToken) => store.ClearAsync(cancellationToken);
    }
}
