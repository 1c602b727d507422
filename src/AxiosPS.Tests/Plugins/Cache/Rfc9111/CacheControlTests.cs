using AxiosPS.Plugins;
using static AxiosPS.Tests.Plugins.Cache.Rfc9111.Exchange;

namespace AxiosPS.Tests.Plugins.Cache.Rfc9111;

/// <summary>RFC 9111, section 5.2.</summary>
public sealed class CacheControlTests
{
    [Theory]
    [InlineData("Cache-Control: max-age=60", 60)]
    [InlineData("Cache-Control: MAX-AGE=60", 60)]
    [InlineData("cache-control: public,max-age=60 , x", 60)]
    [InlineData("Cache-Control: max-age=\"60\"", 60)]
    [InlineData("Cache-Control: max-age=0060", 60)]
    [InlineData("Cache-Control: public|Cache-Control: max-age=60", 60)]
    [InlineData("Cache-Control: ,,max-age=60,,", 60)]
    public void A_number_of_seconds_is_found_in_whatever_form_it_is_allowed_to_have(string lines, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CacheControl.Of(Headers(lines)).MaxAge);

    [Theory]
    [InlineData("max-age")]
    [InlineData("max-age=")]
    [InlineData("max-age=soon")]
    [InlineData("max-age=-1")]
    [InlineData("max-age=+60")]
    [InlineData("max-age=1.5")]
    [InlineData("max-age=60s")]
    [InlineData("max-age = 60")]
    [InlineData("max-age= 60")]
    [InlineData("max-age='60'")]
    [InlineData("max-age=\"60")]
    [InlineData("max-age=٦٠")]
    public void A_number_that_is_none_means_stale_at_once(string value) =>
        Assert.Equal(TimeSpan.Zero, CacheControl.Of(Headers($"Cache-Control: {value}")).MaxAge);

    [Theory]
    [InlineData("2147483648")]
    [InlineData("4294967297")]
    [InlineData("99999999999999999999999999")]
    public void A_number_that_is_too_large_is_two_to_the_power_of_31(string number) =>
        Assert.Equal(2147483648, CacheControl.Of(Headers($"Cache-Control: max-age={number}")).MaxAge!.Value.TotalSeconds);

    [Fact]
    public void What_is_not_there_is_null()
    {
        var none = CacheControl.Of(Headers("Cache-Control: x-max-age=1, max-age-2=3, community=\"max-age=4, no-store\""));

        Assert.Null(none.MaxAge);
        Assert.Null(none.SharedMaxAge);
        Assert.Null(none.MinFresh);
        Assert.Null(none.MaxStale);
        Assert.Null(none.StaleIfError);
        Assert.Null(none.StaleWhileRevalidate);
        Assert.False(none.NoStore);
    }

    [Theory]
    [InlineData("max-age=60, max-age=30", 30)]
    [InlineData("max-age=30, max-age=60", 30)]
    [InlineData("max-age=30, max-age=x", 0)]
    public void Of_two_the_strictest_counts(string value, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CacheControl.Of(Headers($"Cache-Control: {value}")).MaxAge);

    [Fact]
    public void Every_directive_has_its_name()
    {
        var all = CacheControl.Of(Headers("Cache-Control: no-store, no-cache, private, public, must-revalidate, proxy-revalidate, must-understand, only-if-cached, max-age=1, s-maxage=2, min-fresh=3, max-stale=4, stale-while-revalidate=5, stale-if-error=6"));

        Assert.True(all is { NoStore: true, NoCache: true, Private: true, Public: true, MustRevalidate: true, ProxyRevalidate: true, MustUnderstand: true, OnlyIfCached: true });
        Assert.Equal(
            [1, 2, 3, 4, 5, 6],
            new[] { all.MaxAge, all.SharedMaxAge, all.MinFresh, all.MaxStale, all.StaleWhileRevalidate, all.StaleIfError }.Select(t => (int)t!.Value.TotalSeconds));
    }

    [Theory]
    [InlineData("no-cache=\"Set-Cookie, Expires\"")]
    [InlineData("no-cache=x")]
    [InlineData("NO-CACHE")]
    public void No_cache_with_names_of_fields_is_no_cache(string value)
    {
        var control = CacheControl.Of(Headers($"Cache-Control: {value}, max-age=9"));

        Assert.True(control.NoCache);
        Assert.Equal(9, control.MaxAge!.Value.TotalSeconds);
    }

    [Fact]
    public void Private_with_names_of_fields_is_private() =>
        Assert.True(CacheControl.Of(Headers("Cache-Control: private=\"X-Personal, X-\\\"Quoted\\\"\"")).Private);

    [Fact]
    public void A_quote_that_does_not_end_hides_nothing_of_other_lines() =>
        Assert.True(CacheControl.Of(Headers("Cache-Control: x=\"a, max-age=60|Cache-Control: no-store")).NoStore);

    [Theory]
    [InlineData("max-age=9; {0}")]
    [InlineData("{0}; max-age=9")]
    [InlineData("{0};max-age=9")]
    [InlineData("max-age=9 {0}")]
    [InlineData("max-age=9|{0}")]
    [InlineData("max-age=9:{0}")]
    [InlineData("max-age=9\t{0}")]
    [InlineData("max-age=9,\u00a0{0}")]
    [InlineData("max-age=9={0}")]
    [InlineData("max-age=\"9\" {0}")]
    [InlineData("x=\"a, max-age=9, {0}")]
    [InlineData("x=\"a, {0}, y=\"b\", max-age=9")]
    [InlineData("x=\"a, {0}, y=\", b\"")]
    [InlineData("x=\"a\\\", {0}")]
    [InlineData("x=a\"b, {0}, c\"d")]
    [InlineData("\"{0}\", max-age=9")]
    [InlineData("'{0}'")]
    [InlineData("[{0}]")]
    [InlineData("x = \"{0}\"")]
    public void What_can_be_read_as_forbidding_in_a_malformed_line_forbids(string form)
    {
        CacheControl With(string directive) => CacheControl.Of(new() { ["Cache-Control"] = form.Replace("{0}", directive, StringComparison.Ordinal) });

        Assert.True(With("No-Store").NoStore);
        Assert.True(With("NO-CACHE").NoCache);
        Assert.True(With("private").Private);
        Assert.True(With("x-no-store") is { NoStore: false, NoCache: false, Private: false });
    }

    [Theory]
    [InlineData("community=\"no-store; no-cache private\", max-age=9")]
    [InlineData("x=no-store,max-age=9 , y=\"private, \\\"no-cache\\\"\"")]
    [InlineData("x=\"no-store\"")]
    public void The_argument_of_an_unknown_directive_forbids_nothing_in_a_line_that_is_well_formed(string value) =>
        Assert.True(CacheControl.Of(Headers($"Cache-Control: {value}")) is { NoStore: false, NoCache: false, Private: false });

    [Fact]
    public void What_allows_more_counts_in_no_malformed_line() =>
        Assert.True(CacheControl.Of(Headers("Cache-Control: max-age=1; public; must-understand; s-maxage=9; max-age=9"))
            is { Public: false, MustUnderstand: false, SharedMaxAge: null, MaxAge.Ticks: 0 });

    [Theory]
    [InlineData("max-stale", double.PositiveInfinity)]
    [InlineData("max-stale=5", 5)]
    [InlineData("max-stale, max-stale=5", 5)]
    [InlineData("max-stale=x", 0)]
    public void Max_stale_without_an_argument_takes_anything(string value, double seconds) =>
        Assert.Equal(double.IsInfinity(seconds) ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds), CacheControl.Of(Headers($"Cache-Control: {value}")).MaxStale);

    [Theory]
    [InlineData("min-fresh=5, min-fresh=9", 9)]
    [InlineData("min-fresh=x", 2147483648)]
    public void The_strictest_min_fresh_is_the_longest(string value, long seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), CacheControl.Of(Headers($"Cache-Control: {value}")).MinFresh);

    [Theory]
    [InlineData("Pragma: no-cache", true)]
    [InlineData("Pragma: x, NO-CACHE", true)]
    [InlineData("Pragma: x", false)]
    [InlineData("Pragma: no-cache|Cache-Control: max-age=60", false)]
    [InlineData("Pragma: no-cache|Cache-Control: no-cache", true)]
    public void Pragma_speaks_for_a_request_that_has_no_cache_control(string lines, bool isNoCache) =>
        Assert.Equal(isNoCache, CacheControl.OfRequest(Headers(lines)).NoCache);

    [Fact]
    public void Pragma_in_an_answer_means_nothing() => Assert.False(CacheControl.Of(Headers("Pragma: no-cache")).NoCache);
}
