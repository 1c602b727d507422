using AxiosPS.Plugins;
using static AxiosPS.Tests.Plugins.Cache.Rfc9111.Exchange;

namespace AxiosPS.Tests.Plugins.Cache.Rfc9111;

/// <summary>RFC 9111, sections 4, 4.2.4 and 5.2.1; RFC 5861.</summary>
public sealed class ReuseTests
{
    [Theory]
    [InlineData("max-age=60", 0, CacheUse.Answer)]
    [InlineData("max-age=60", 59.999, CacheUse.Answer)]
    [InlineData("max-age=60", 60, CacheUse.Validate)]
    [InlineData("max-age=60, no-cache", 1, CacheUse.Validate)]
    [InlineData("max-age=60, must-revalidate", 59, CacheUse.Answer)]
    [InlineData("max-age=60, stale-while-revalidate=30", 59, CacheUse.Answer)]
    [InlineData("max-age=60, stale-while-revalidate=30", 60, CacheUse.AnswerAndRenew)]
    [InlineData("max-age=60, stale-while-revalidate=30", 89.999, CacheUse.AnswerAndRenew)]
    [InlineData("max-age=60, stale-while-revalidate=30", 90, CacheUse.Validate)]
    [InlineData("max-age=60, stale-while-revalidate=30, must-revalidate", 70, CacheUse.Validate)]
    [InlineData("no-cache, stale-while-revalidate=30", 1, CacheUse.Validate)]
    public void An_answer_is_good_until_its_time_is_over_and_then_as_the_server_says(string control, double age, object use) =>
        Assert.Equal(use, Reuse.Of(Answer($"Cache-Control: {control}"), CacheControl.Of(new()), Private, After(age)));

    [Theory]
    [InlineData("no-cache", 1, CacheUse.Validate)]
    [InlineData("max-age=0", 0, CacheUse.Validate)]
    [InlineData("max-age=30", 30, CacheUse.Answer)]
    [InlineData("max-age=30", 31, CacheUse.Validate)]
    [InlineData("max-age=x", 1, CacheUse.Validate)]
    [InlineData("min-fresh=20", 40, CacheUse.Answer)]
    [InlineData("min-fresh=20", 41, CacheUse.Validate)]
    [InlineData("min-fresh=x", 1, CacheUse.Validate)]
    [InlineData("max-stale", 999999, CacheUse.Answer)]
    [InlineData("max-stale=30", 90, CacheUse.Answer)]
    [InlineData("max-stale=30", 91, CacheUse.Validate)]
    [InlineData("max-stale=30, max-age=70", 71, CacheUse.Validate)]
    [InlineData("max-stale=30, max-age=80", 71, CacheUse.Answer)]
    [InlineData("only-if-cached", 1, CacheUse.Answer)]
    [InlineData("only-if-cached", 61, CacheUse.Validate)]
    public void A_request_may_be_stricter_or_milder(string control, double age, object use) =>
        Assert.Equal(use, Reuse.Of(Answer("Cache-Control: max-age=60"), CacheControl.Of(Headers($"Cache-Control: {control}")), Private, After(age)));

    [Theory]
    [InlineData("max-age=60, must-revalidate", false, CacheUse.Validate)]
    [InlineData("max-age=60, proxy-revalidate", false, CacheUse.Answer)]
    [InlineData("max-age=60, proxy-revalidate", true, CacheUse.Validate)]
    [InlineData("s-maxage=60, max-age=60", false, CacheUse.Answer)]
    [InlineData("s-maxage=60, max-age=60", true, CacheUse.Validate)]
    [InlineData("max-age=60, no-cache", false, CacheUse.Validate)]
    public void No_wish_of_a_request_makes_the_cache_give_what_the_server_forbids(string control, bool isShared, object use) =>
        Assert.Equal(use, Reuse.Of(Answer($"Cache-Control: {control}"), CacheControl.Of(Headers("Cache-Control: max-stale")), Rules(isShared), After(61)));

    [Theory]
    [InlineData("max-age=100")]
    [InlineData("min-fresh=1")]
    [InlineData("max-stale=1")]
    public void Who_says_how_fresh_it_must_be_does_not_get_a_stale_one_while_another_is_fetched(string request) =>
        Assert.Equal(CacheUse.Validate, Reuse.Of(Answer("Cache-Control: max-age=60, stale-while-revalidate=30"), CacheControl.Of(Headers($"Cache-Control: {request}")), Private, After(70)));

    [Theory]
    [InlineData("max-age=60", CacheUse.AnswerAndRenew)]
    [InlineData("max-age=60, stale-while-revalidate=0", CacheUse.Validate)]
    [InlineData("max-age=60, must-revalidate", CacheUse.Validate)]
    public void The_plugin_lets_stale_ones_through_where_the_server_says_nothing_of_it(string control, object use) =>
        Assert.Equal(use, Reuse.Of(Answer($"Cache-Control: {control}"), CacheControl.Of(new()), new(StaleWhileRevalidate: TimeSpan.FromSeconds(20)), After(70)));

    [Theory]
    [InlineData("max-age=60, stale-if-error=30", "", 89, true)]
    [InlineData("max-age=60, stale-if-error=30", "", 90, false)]
    [InlineData("max-age=60, stale-if-error=30", "no-cache", 70, false)]
    [InlineData("max-age=60, stale-if-error=30", "max-age=0", 10, true)]
    [InlineData("max-age=60, stale-if-error=30, must-revalidate", "", 70, false)]
    [InlineData("max-age=60, stale-if-error=30, no-cache", "", 70, false)]
    [InlineData("max-age=60", "", 61, false)]
    [InlineData("max-age=60", "", 10, false)]
    [InlineData("max-age=60", "stale-if-error=30", 89, true)]
    [InlineData("max-age=60, stale-if-error=5", "stale-if-error=30", 89, true)]
    public void A_stale_one_helps_out_where_the_server_fails(string control, string request, double age, bool isAllowed) =>
        Assert.Equal(isAllowed, Staleness.IsAllowedOnError(Answer($"Cache-Control: {control}"), CacheControl.Of(Headers($"Cache-Control: {request}")), Private, After(age)));

    [Theory]
    [InlineData("max-age=60", true)]
    [InlineData("max-age=60, stale-if-error=0", false)]
    public void The_plugin_lets_one_help_out_where_the_server_says_nothing_of_it(string control, bool isAllowed) =>
        Assert.Equal(isAllowed, Staleness.IsAllowedOnError(Answer($"Cache-Control: {control}"), CacheControl.Of(new()), new(StaleIfError: TimeSpan.FromSeconds(20)), After(70)));

    [Theory]
    [InlineData(499, false)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(505, false)]
    [InlineData(511, false)]
    public void A_server_has_failed_by_its_status(int status, bool hasFailed) => Assert.Equal(hasFailed, Staleness.IsFailure(status));

    [Theory]
    [InlineData("Range: bytes=0-9", true)]
    [InlineData("If-None-Match: \"a\"", true)]
    [InlineData("If-Modified-Since: Mon, 02 Mar 2026 12:00:00 GMT", true)]
    [InlineData("If-Match: \"a\"", true)]
    [InlineData("Cache-Control: no-store", true)]
    [InlineData("Cache-Control: no-cache", false)]
    [InlineData("Accept: */*", false)]
    public void Requests_with_a_condition_or_a_range_of_their_own_pass_by(string lines, bool passesBy) => Assert.Equal(passesBy, Reuse.PassesBy(Headers(lines)));
}
