using AxiosPS.Plugins;
using static AxiosPS.Tests.Plugins.Cache.Rfc9111.Exchange;

namespace AxiosPS.Tests.Plugins.Cache.Rfc9111;

/// <summary>RFC 9111, section 3.</summary>
public sealed class StoringTests
{
    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("POST", false)]
    [InlineData("OPTIONS", false)]
    [InlineData("get", false)]
    public void Answers_to_GET_and_HEAD_are_stored(string method, bool isStored) =>
        Assert.Equal(isStored, Storing.IsAllowed(method, new(), Answer("Cache-Control: max-age=60"), Private));

    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(301, true)]
    [InlineData(404, true)]
    [InlineData(410, true)]
    [InlineData(302, true)]
    [InlineData(307, true)]
    [InlineData(501, true)]
    [InlineData(101, false)]
    [InlineData(206, false)]
    [InlineData(304, false)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    [InlineData(599, false)]
    public void A_status_is_stored_where_it_tells_of_the_resource_and_is_whole(int status, bool isStored) =>
        Assert.Equal(isStored, Storing.IsAllowed("GET", new(), Answer("Cache-Control: public, max-age=60", status), Private));

    [Theory]
    [InlineData("", false, false)]
    [InlineData("ETag: \"a\"", true, true)]
    [InlineData("Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT", true, true)]
    [InlineData("Expires: Mon, 02 Mar 2026 13:00:00 GMT", true, true)]
    [InlineData("Cache-Control: max-age=60", true, true)]
    [InlineData("Cache-Control: s-maxage=60", false, true)]
    [InlineData("Cache-Control: private, max-age=60", true, false)]
    [InlineData("Cache-Control: private=\"X-Personal\", max-age=60", true, false)]
    [InlineData("Cache-Control: no-store, max-age=60", false, false)]
    [InlineData("Cache-Control: no-store, must-understand, max-age=60", true, true)]
    [InlineData("Cache-Control: max-age=60|Vary: *", false, false)]
    [InlineData("Cache-Control: max-age=60|Vary: Accept, *", false, false)]
    [InlineData("Cache-Control: max-age=60|Vary: Accept", true, true)]
    [InlineData("Cache-Control: max-age=60|Set-Cookie: a=b", true, true)]
    public void Headers_of_the_answer_decide(string lines, bool isStored, bool isShared)
    {
        Assert.Equal(isStored, Storing.IsAllowed("GET", new(), Answer(lines), Private));
        Assert.Equal(isShared, Storing.IsAllowed("GET", new(), Answer(lines), Shared));
    }

    [Theory]
    [InlineData("Cache-Control: no-store", false)]
    [InlineData("Cache-Control: no-cache", true)]
    [InlineData("Cache-Control: max-age=0", true)]
    public void A_request_may_forbid_it(string lines, bool isStored) =>
        Assert.Equal(isStored, Storing.IsAllowed("GET", Headers(lines), Answer("Cache-Control: max-age=60"), Private));

    [Theory]
    [InlineData("max-age=60", false)]
    [InlineData("public, max-age=60", true)]
    [InlineData("must-revalidate, max-age=60", true)]
    [InlineData("s-maxage=60", true)]
    [InlineData("private, public, max-age=60", false)]
    public void What_was_asked_for_with_Authorization_is_shared_only_if_the_answer_says_so(string control, bool isStored)
    {
        var (alice, answer) = (Headers("Authorization: Bearer alice"), Answer($"Cache-Control: {control}"));

        Assert.Equal(isStored, Storing.IsAllowed("GET", alice, answer, Shared));
        Assert.Equal(control != "s-maxage=60", Storing.IsAllowed("GET", alice, answer, Private));
    }

    [Theory]
    [InlineData("Cache-Control: max-age=0", false)]
    [InlineData("Cache-Control: max-age=60|Age: 60", false)]
    [InlineData("Expires: 0", false)]
    [InlineData("Cache-Control: no-cache, max-age=60", false)]
    [InlineData("Cache-Control: no-cache, stale-if-error=60", false)]
    [InlineData("Cache-Control: max-age=0, must-revalidate, stale-if-error=60", false)]
    [InlineData("Cache-Control: max-age=0, stale-if-error=60", true)]
    [InlineData("Cache-Control: max-age=0, stale-while-revalidate=60", true)]
    [InlineData("Cache-Control: max-age=0|ETag: \"a\"", true)]
    [InlineData("Cache-Control: no-cache|Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT", true)]
    [InlineData("Cache-Control: max-age=0|Last-Modified: once", false)]
    public void What_could_never_be_given_again_is_not_stored(string lines, bool isStored) =>
        Assert.Equal(isStored, Storing.IsAllowed("GET", new(), Answer(lines), Private));

    [Theory]
    [InlineData("Cache-Control: max-age=60", 60)]
    [InlineData("Cache-Control: max-age=60, stale-while-revalidate=5, stale-if-error=9", 69)]
    [InlineData("Cache-Control: max-age=60, stale-if-error=9, must-revalidate", 60)]
    [InlineData("Cache-Control: max-age=60|ETag: \"a\"", 604860)]
    [InlineData("Cache-Control: max-age=0|Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT", 604800)]
    public void It_is_kept_as_long_as_it_may_be_given_and_a_week_more_if_the_server_can_be_asked_by_it(string lines, int seconds) =>
        Assert.Equal(seconds, Storing.UsefulFor(Answer(lines), Private).TotalSeconds);

    [Fact]
    public void A_lifetime_of_the_plugin_lets_answers_be_stored_that_say_nothing()
    {
        var rules = new CacheRules(Lifetime: TimeSpan.FromSeconds(7));

        Assert.True(Storing.IsAllowed("GET", new(), Answer(""), rules));
        Assert.False(Storing.IsAllowed("GET", new(), Answer("", 302), rules));
    }

    [Fact]
    public void Headers_of_the_connection_are_not_stored_and_neither_are_those_that_it_names()
    {
        var kept = Storing.Kept(Headers("Connection: close, X-Hop|X-Hop: 1|Keep-Alive: timeout=5|Transfer-Encoding: chunked|Proxy-Authenticate: Basic|Set-Cookie: a=b|ETag: \"a\""));

        Assert.Equal(["Set-Cookie", "ETag"], kept.Names);
    }
}
