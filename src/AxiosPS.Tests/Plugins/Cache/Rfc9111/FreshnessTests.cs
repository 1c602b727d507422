using AxiosPS.Plugins;
using static AxiosPS.Tests.Plugins.Cache.Rfc9111.Exchange;

namespace AxiosPS.Tests.Plugins.Cache.Rfc9111;

/// <summary>RFC 9111, sections 4.2.1 to 4.2.3.</summary>
public sealed class FreshnessTests
{
    private const string AtNoon = "Date: Mon, 02 Mar 2026 12:00:00 GMT";

    [Theory]
    [InlineData("Cache-Control: max-age=60", 60, 60)]
    [InlineData("Cache-Control: max-age=60, s-maxage=10", 60, 10)]
    [InlineData("Cache-Control: s-maxage=10", 0, 10)]
    [InlineData("Cache-Control: max-age=60|Expires: 0", 60, 60)]
    [InlineData("Cache-Control: max-age=x|Expires: Mon, 02 Mar 2026 13:00:00 GMT", 0, 0)]
    [InlineData(AtNoon + "|Expires: Mon, 02 Mar 2026 12:01:00 GMT", 60, 60)]
    [InlineData("Date: Mon, 02 Mar 2026 11:00:00 GMT|Expires: Mon, 02 Mar 2026 12:00:00 GMT", 3600, 3600)]
    [InlineData("Expires: Mon, 02 Mar 2026 12:01:00 GMT", 60, 60)]
    [InlineData("Date: yesterday|Expires: Mon, 02 Mar 2026 12:01:00 GMT", 60, 60)]
    [InlineData(AtNoon + "|Expires: Mon, 02 Mar 2026 11:59:00 GMT", 0, 0)]
    [InlineData("Expires: 0", 0, 0)]
    [InlineData("Expires: Mon, 02 Mar 2026 13:00:00 GMT|Expires: Mon, 02 Mar 2026 12:00:30 GMT", 30, 30)]
    [InlineData("Expires: Mon, 02 Mar 2026 13:00:00 GMT|Expires: 0", 0, 0)]
    [InlineData("", 0, 0)]
    public void The_server_says_how_long_an_answer_is_fresh(string lines, int seconds, int shared)
    {
        Assert.Equal(seconds, Freshness.Lifetime(Answer(lines), Private).TotalSeconds);
        Assert.Equal(shared, Freshness.Lifetime(Answer(lines), Shared).TotalSeconds);
    }

    [Theory]
    [InlineData(AtNoon + "|Last-Modified: Mon, 02 Mar 2026 11:58:20 GMT", 10)]
    [InlineData("Last-Modified: Mon, 02 Mar 2026 11:58:20 GMT", 10)]
    [InlineData("Last-Modified: Mon, 03 Mar 2025 12:00:00 GMT", 86400)]
    [InlineData("Last-Modified: Mon, 02 Mar 2026 12:01:00 GMT", 0)]
    [InlineData("Last-Modified: long ago", 0)]
    [InlineData("Expires: 0|Last-Modified: Mon, 03 Mar 2025 12:00:00 GMT", 0)]
    public void Else_a_tenth_of_the_time_that_it_has_not_changed_and_a_day_at_most(string lines, int seconds) =>
        Assert.Equal(seconds, Freshness.Lifetime(Answer(lines), Private).TotalSeconds);

    [Theory]
    [InlineData(200, "", 86400)]
    [InlineData(404, "", 86400)]
    [InlineData(410, "", 86400)]
    [InlineData(302, "", 0)]
    [InlineData(302, "Cache-Control: public|", 86400)]
    [InlineData(500, "", 0)]
    public void Nothing_is_guessed_for_statuses_that_are_not_cacheable_by_default(int status, string lines, int seconds) =>
        Assert.Equal(seconds, Freshness.Lifetime(Answer(lines + "Last-Modified: Mon, 03 Mar 2025 12:00:00 GMT", status), Private).TotalSeconds);

    [Theory]
    [InlineData("", 7)]
    [InlineData("Last-Modified: Mon, 03 Mar 2025 12:00:00 GMT", 7)]
    [InlineData("Cache-Control: max-age=60", 60)]
    [InlineData("Expires: 0", 0)]
    public void A_lifetime_of_the_plugin_stands_in_for_the_guess_alone(string lines, int seconds) =>
        Assert.Equal(seconds, Freshness.Lifetime(Answer(lines), new(Lifetime: TimeSpan.FromSeconds(7))).TotalSeconds);

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData(AtNoon, 0, 0)]
    [InlineData("Date: Mon, 02 Mar 2026 11:59:50 GMT", 0, 10)]
    [InlineData("Date: Mon, 02 Mar 2026 12:10:00 GMT", 0, 0)]
    [InlineData("Age: 30", 0, 30)]
    [InlineData("Age: 30", 4, 34)]
    [InlineData("Date: Mon, 02 Mar 2026 11:59:00 GMT|Age: 30", 4, 60)]
    [InlineData("Date: Mon, 02 Mar 2026 11:59:50 GMT|Age: 30", 4, 34)]
    [InlineData("Age: 30, 5", 0, 30)]
    [InlineData("Age: 30|Age: 5", 0, 30)]
    [InlineData("Age: -5", 0, 0)]
    [InlineData("Age: old", 0, 0)]
    [InlineData("Age: 99999999999999", 0, 2147483648)]
    public void The_age_at_its_coming_is_that_of_its_date_or_that_of_caches_before_with_the_way_here(string lines, int delay, double seconds)
    {
        Assert.Equal(seconds, Freshness.Age(Answer(lines, delay: delay), Noon).TotalSeconds);
        Assert.Equal(seconds + 90, Freshness.Age(Answer(lines, delay: delay), After(90)).TotalSeconds);
    }

    [Fact]
    public void A_clock_that_is_set_back_makes_nothing_younger_than_it_came() =>
        Assert.Equal(30, Freshness.Age(Answer("Age: 30"), After(-3600)).TotalSeconds);
}
