using AxiosPS.Plugins;
using static AxiosPS.Tests.Plugins.Cache.Rfc9111.Exchange;

namespace AxiosPS.Tests.Plugins.Cache.Rfc9111;

/// <summary>RFC 9111, sections 3.2 and 4.3.</summary>
public sealed class ValidationTests
{
    private const string Modified = "Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT";

    [Theory]
    [InlineData("ETag: \"a\"", "If-None-Match: \"a\"")]
    [InlineData("ETag: W/\"a\"", "If-None-Match: W/\"a\"")]
    [InlineData("ETag: unquoted", "If-None-Match: unquoted")]
    [InlineData(Modified, "If-Modified-Since: Sun, 01 Mar 2026 12:00:00 GMT")]
    [InlineData("ETag: \"a\"|" + Modified, "If-None-Match: \"a\"|If-Modified-Since: Sun, 01 Mar 2026 12:00:00 GMT")]
    public void The_question_names_what_the_answer_was_known_by(string stored, string asked)
    {
        var request = new HeaderCollection();

        Assert.True(Validation.IsPossible(Headers(stored)));
        Validation.Ask(request, Headers(stored));

        Assert.Equal(asked.Replace("|", "\n", StringComparison.Ordinal), request.ToString());
        Validation.Withdraw(request);
        Assert.Empty(request);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Last-Modified: once")]
    [InlineData("ETag: \"ä\"")]
    [InlineData("ETag: \"a\"|ETag: \"b\"")]
    public void Without_anything_to_be_known_by_there_is_no_question(string stored)
    {
        var request = new HeaderCollection();

        Assert.False(Validation.IsPossible(Headers(stored)));
        Validation.Ask(request, Headers(stored));

        Assert.Empty(request);
    }

    [Theory]
    [InlineData("ETag: \"a\"", "ETag: \"a\"", true)]
    [InlineData("ETag: \"a\"", "ETag: W/\"a\"", true)]
    [InlineData("ETag: W/\"a\"", "ETag: \"a\"", true)]
    [InlineData("ETag: \"a\"", "ETag: \"b\"", false)]
    [InlineData("ETag: \"a\"", "ETag: \"A\"", false)]
    [InlineData("ETag: \"a\"", "", true)]
    [InlineData(Modified, "ETag: \"a\"", false)]
    [InlineData(Modified, Modified, true)]
    [InlineData(Modified, "Last-Modified: Sun, 01 Mar 2026 12:00:01 GMT", false)]
    [InlineData("ETag: \"a\"|" + Modified, "ETag: \"a\"|Last-Modified: Sun, 01 Mar 2026 12:00:01 GMT", true)]
    [InlineData(Modified, "", true)]
    public void A_304_speaks_of_the_stored_answer_unless_it_names_another(string stored, string notModified, bool isOf) =>
        Assert.Equal(isOf, Validation.IsOf(Headers(notModified), Headers(stored)));

    [Fact]
    public void A_304_brings_new_headers_and_leaves_those_of_the_body()
    {
        var stored = Headers("Date: old|Age: 9|ETag: \"a\"|Cache-Control: max-age=60|Content-Type: text/plain|Content-Length: 5|Content-Encoding: gzip|X-Old: 1|Set-Cookie: a=1");

        var merged = Validation.Merged(stored, Headers("Date: new|Connection: X-Hop|X-Hop: 1|ETag: W/\"a\"|Cache-Control: max-age=9, private|Content-Type: text/html|Content-Length: 0|Content-Encoding: br|Content-Range: bytes 0-1/2|X-New: 2"));

        Assert.Equal(
            ["ETag=W/\"a\"", "Cache-Control=max-age=9, private", "Content-Type=text/plain", "Content-Length=5", "Content-Encoding=gzip", "X-Old=1", "Set-Cookie=a=1", "Date=new", "X-New=2"],
            merged.Names.Select(name => $"{name}={merged.Get(name)}"));
        Assert.Equal("old", stored.Get("Date"));
    }

    [Fact]
    public void After_a_304_that_tells_no_date_the_answer_is_as_young_as_the_304()
    {
        var stored = Answer("Date: Mon, 02 Mar 2026 12:00:00 GMT|Age: 500|Cache-Control: max-age=60");

        var renewed = new AnswerHead(200, Validation.Merged(stored.Headers, new()), After(1000), After(1002));

        Assert.Equal(2, Freshness.Age(renewed, After(1002)).TotalSeconds);
        Assert.Equal(CacheUse.Answer, Reuse.Of(renewed, CacheControl.Of(new()), Private, After(1059)));
    }
}
