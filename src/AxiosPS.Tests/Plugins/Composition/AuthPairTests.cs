using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>The AuthPlugin beside each of the others.</summary>
public sealed class AuthPairTests : CompositionTest
{
    public AuthPairTests() => Good = "t2"; // the first token is refused

    [Theory]
    [Pair("Auth", "Cache")]
    public async Task What_comes_after_a_renewal_is_kept_under_the_new_token_or_not_at_all(string order)
    {
        using var client = Ordered(order, Auth(), new CachePlugin());
        var fromCache = new List<bool>();

        for (var i = 0; i < 3; i++)
        {
            var response = await client.GetAsync("/a");
            Assert.Equal("Bearer t2", response.Text);
            fromCache.Add(response.FromCache);
        }

        Assert.Equal(IsFirst(order, "Auth") ? [false, true, true] : [false, false, true], fromCache);
        Assert.Equal(IsFirst(order, "Auth") ? ["Bearer t1", "Bearer t2"] : ["Bearer t1", "Bearer t2", "Bearer t2"], Sent("Authorization"));
    }

    [Theory]
    [Pair("Auth", "Cache")]
    public async Task Whoever_gets_no_token_gets_nothing_out_of_a_cache_either(string order)
    {
        Good = null;
        var signedIn = true;
        using var client = Ordered(order, new CachePlugin(), new AuthPlugin(TokenProvider.From((_, _) => signedIn ? new(new AuthToken("t")) : throw new InvalidOperationException("signed out"))));

        await client.GetAsync("/a");
        signedIn = false;

        await Assert.ThrowsAsync<AxiosHookException>(() => client.GetAsync("/a"));
    }

    [Theory]
    [Pair("Auth", "Cache")]
    public async Task A_token_that_is_new_for_each_call_makes_each_call_new_for_a_cache(string order)
    {
        Good = null;
        var number = 0;
        using var client = Ordered(order, new CachePlugin(), new AuthPlugin(TokenProvider.From((_, _) => new(new AuthToken($"t{++number}")))));

        await client.GetAsync("/a");

        Assert.False((await client.GetAsync("/a")).FromCache);
    }

    [Theory]
    [Pair("Auth", "Dedupe")]
    public async Task Twenty_calls_whose_token_is_refused_take_one_renewal_and_two_requests(string order)
    {
        object[] shared = [Counter(), new DedupePlugin()];
        using var client = Client(IsFirst(order, "Auth") ? [Auth(), .. shared] : [.. shared, Auth()]);

        Assert.All(await RefusedAsync(client, again: IsFirst(order, "Auth") ? 20 : 0), response => Assert.Equal("Bearer t2", response.Text));
        Assert.Equal(["Bearer t1", "Bearer t1", "Bearer t2"], Sent("Authorization"));
        Assert.Equal(2, Asked);
    }

    [Theory]
    [Pair("Auth", "Fault")]
    public async Task A_refusal_that_is_made_renews_the_token_once(string order)
    {
        using var client = Ordered(order, Auth(), new FaultPlugin(new() { StatusCodes = [401] }));

        var response = await client.GetAsync("/a");

        Assert.Equal((401, 2, 2), (response.StatusCode, response.Attempts.Count, Asked));
        Assert.Empty(Network.Calls);
    }

    [Theory]
    [Pair("Auth", "Fault")]
    public async Task The_request_for_a_token_is_not_hit(string order)
    {
        Server = _ => new() { Json = new { access_token = "granted", token_type = "Bearer" } };
        using var secret = new System.Net.NetworkCredential("", "secret").SecurePassword;
        var credentials = new ClientCredentials("id", secret) { TokenUri = new("https://auth.test/token") };
        using var client = Ordered(order, new AuthPlugin(credentials), new FaultPlugin(new() { Reset = true }));

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/a"));

        Assert.Equal("/token", Assert.Single(Network.Calls).Uri.AbsolutePath);
    }

    [Theory]
    [Pair("Auth", "Logger")]
    public async Task A_log_before_shows_one_call_and_a_log_after_both_tries(string order)
    {
        using var client = Ordered(order, Auth(), Logger());

        await client.GetAsync("/a");

        string[] answer = ["--> GET https://api.test/a", $"<-- 200 OK https://api.test/a (attempt 2 of 2, 9 bytes, {(IsFirst(order, "Auth") ? 83 : 666)}ms)"];
        Assert.Equal(
            IsFirst(order, "Auth") ? ["--> GET https://api.test/a", "<-- 401 Unauthorized https://api.test/a (0 bytes, 83ms)", .. answer] : answer,
            Log.Select(record => record.ToString()));
    }

    [Theory]
    [Pair("Auth", "RequestSource")]
    public async Task Both_tries_say_where_they_come_from(string order)
    {
        using var client = Ordered(order, Auth(), new RequestSourcePlugin("shop"));

        await client.GetAsync("/a");

        Assert.Equal(["Bearer t1", "Bearer t2"], Sent("Authorization"));
        Assert.Equal(["shop", "shop"], Sent("X-Request-Source"));
    }

    [Theory]
    [Pair("Auth", "Timing")]
    public async Task Times_before_hold_the_renewal_and_times_after_each_try(string order)
    {
        using var client = Ordered(order, Auth(), Timing());

        await client.GetAsync("/a");

        Assert.Equal(IsFirst(order, "Auth") ? [83, 83] : [666.0], Times.Select(record => record.Duration.TotalMilliseconds));
        Assert.Equal(IsFirst(order, "Auth") ? [401, 200] : [200], Times.Select(record => record.StatusCode));
    }

    [Theory]
    [Pair("Auth", "Trace")]
    public async Task A_trace_before_has_one_activity_and_a_trace_after_two(string order)
    {
        using var client = Ordered(order, Auth(), Trace);

        await client.GetAsync("/a");

        Assert.Equal(IsFirst(order, "Auth") ? [401, 200] : [200], Trace.Kept.Select(activity => activity.GetTagItem("http.response.status_code")));
        Assert.Equal(IsFirst(order, "Auth") ? ["401", null] : [null], Trace.Kept.Select(activity => activity.GetTagItem("error.type")));
        Assert.Equal(IsFirst(order, "Auth") ? [null, null] : [1], Trace.Kept.Select(activity => activity.GetTagItem("http.request.resend_count")));
    }
}
