using AxiosPS.Plugins;
using AxiosPS.Tests.Plugins.Cache;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>Alice's answer never reaches Bob, with Auth, Cache and Dedupe in any order.</summary>
public sealed class IdentityTests : CompositionTest
{
    public static TheoryData<string> Orders => new(
        "Auth, Cache, Dedupe", "Auth, Dedupe, Cache", "Cache, Auth, Dedupe", "Cache, Dedupe, Auth", "Dedupe, Auth, Cache", "Dedupe, Cache, Auth");

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Clients_of_one_store_and_calls_with_tokens_of_their_own_get_their_own_answers(string order)
    {
        var store = new TestStore();
        using var alice = Of(order, _ => "alice", store);
        using var bob = Of(order, _ => "bob", store);
        TaskCompletionSource[] answers = [Hold(), Hold(), Hold()];

        var calls = new[] { alice.GetAsync("/me"), bob.GetAsync("/me"), alice.GetAsync("/me", ByHand("carol")) };
        await Eventually(() => Network.Calls.Count == 3); // all at the same time
        Array.ForEach(answers, answer => answer.SetResult());

        Assert.Equal(["Bearer alice", "Bearer bob", "Bearer carol"], (await All(calls)).Select(response => response.Text));
        Assert.Equal("Bearer alice", await HitAsync(alice.GetAsync("/me")));
        Assert.Equal("Bearer bob", await HitAsync(bob.GetAsync("/me")));
        Assert.Equal("Bearer carol", await HitAsync(alice.GetAsync("/me", ByHand("carol"))));
        Assert.Equal("nobody", (await alice.GetAsync("/me", new() { Headers = { ["Authorization"] = null } })).Text);
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task A_provider_that_switches_between_calls_gives_each_its_own_answer(string order)
    {
        var who = "alice";
        using var client = Of(order, _ => who);
        TaskCompletionSource[] answers = [Hold(), Hold()];

        var first = client.GetAsync("/me");
        await Eventually(() => Network.Calls.Count == 1);
        who = "bob";
        var second = client.GetAsync("/me");
        await Eventually(() => Network.Calls.Count == 2);
        Array.ForEach(answers, answer => answer.SetResult());

        Assert.Equal(["Bearer alice", "Bearer bob"], (await All([first, second])).Select(response => response.Text));
        Assert.Equal("Bearer bob", await HitAsync(client.GetAsync("/me")));
        who = "alice";
        Assert.Equal("Bearer alice", await HitAsync(client.GetAsync("/me")));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Whom_a_renewal_makes_somebody_else_leaves_nothing_to_those_who_stay(string order)
    {
        var isRefused = false;
        Server = call => call.Headers.Get("Authorization") is var who && isRefused && who == "Bearer alice" ? new(401) : new() { Body = who };
        using var client = Of(order, request => request.IsRefused ? "bob" : "alice", lifetime: TimeSpan.FromHours(1));
        await client.GetAsync("/first");
        isRefused = true;
        TaskCompletionSource[] answers = [Hold(), Hold()];

        // The same token, once from the plugin and once from the call itself.
        var calls = new[] { client.GetAsync("/me"), client.GetAsync("/me", ByHand("alice")) };
        await Eventually(() => Network.Calls.Count == 3);
        Array.ForEach(answers, answer => answer.SetResult());
        var responses = await All(calls);

        Assert.Equal((200, "Bearer bob"), (responses[0].StatusCode, responses[0].Text));
        Assert.Equal(401, responses[1].StatusCode);
        isRefused = false;
        Assert.Equal("Bearer alice", (await client.GetAsync("/me", ByHand("alice"))).Text);
        Assert.Equal("Bearer bob", (await client.GetAsync("/me", ByHand("bob"))).Text);
        Assert.Equal("Bearer bob", (await client.GetAsync("/me")).Text);
        Assert.Equal("Bearer alice", await HitAsync(client.GetAsync("/me", ByHand("alice"))));
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Whom_a_token_of_a_later_attempt_makes_somebody_else_leaves_nothing_either(string order)
    {
        var (asked, failed) = (0, false);
        Server = call =>
        {
            if (!failed)
            {
                failed = true;
                Time.Advance(TimeSpan.FromSeconds(30)); // the token ends
                return new(503);
            }

            return new() { Body = call.Headers.Get("Authorization") };
        };
        using var client = Of(order, _ => asked++ == 0 ? "alice" : "bob", lifetime: TimeSpan.FromSeconds(40));

        var response = await client.GetAsync("/me", new() { MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        Assert.Equal("Bearer bob", response.Text);
        Assert.Equal("Bearer alice", (await client.GetAsync("/me", ByHand("alice"))).Text);
        Assert.Equal("Bearer bob", (await client.GetAsync("/me")).Text);
        Assert.Equal("Bearer bob", await HitAsync(client.GetAsync("/me")));
    }

    [Theory]
    [InlineData("attempt", null)]
    [InlineData("attempt", "alice")]
    [InlineData("middleware", null)]
    public async Task Credentials_that_a_hook_further_in_puts_on_are_shared_with_nobody(string hook, string? before)
    {
        var who = new AsyncLocal<string>();
        using var client = Client(new CachePlugin(), new DedupePlugin());
        if (hook == "attempt")
        {
            client.Interceptors.Request.Use(config => { config.Headers["Authorization"] = who.Value; }, new HookOptions { EachAttempt = true });
        }
        else
        {
            client.Use((context, next) =>
            {
                context.Headers["Authorization"] = who.Value;
                return next(context);
            });
        }

        var answer = Hold();
        var calls = ((string[])["alice", "bob", "carol"]).Select(name => AskAsync(name)).ToArray();
        answer.SetResult();

        Assert.Equal(["alice", "bob", "carol"], (await All(calls)).Select(response => response.Text));
        Assert.Equal(3, Network.Calls.Count);

        Task<AxiosResponse> AskAsync(string name)
        {
            who.Value = name;
            return client.GetAsync("/me", before is null ? new() : ByHand(before));
        }
    }

    private static RequestConfig ByHand(string token) => new() { Headers = { ["Authorization"] = $"Bearer {token}" } };

    private static async Task<string> HitAsync(Task<AxiosResponse> call)
    {
        var response = await call.WaitAsync(Patience);
        Assert.True(response.FromCache);
        return response.Text;
    }

    private AxiosClient Of(string order, Func<TokenRequest, string> provider, ICacheStore? store = null, TimeSpan? lifetime = null) => Ordered(
        order,
        new AuthPlugin(TokenProvider.From((request, _) => new(new AuthToken(provider(request), lifetime is null ? null : Time.GetUtcNow() + lifetime)))),
        new CachePlugin(new() { Store = store }),
        new DedupePlugin());
}
