using AxiosPS.Plugins;
using static AxiosPS.Tests.Plugins.Cache.Rfc9111.Exchange;

namespace AxiosPS.Tests.Plugins.Cache.Rfc9111;

/// <summary>RFC 9110, section 5.6.7.</summary>
public sealed class HttpDateTests
{
    [Theory]
    [InlineData("Mon, 02 Mar 2026 12:00:00 GMT")]
    [InlineData("Monday, 02-Mar-26 12:00:00 GMT")]
    [InlineData("Mon Mar  2 12:00:00 2026")]
    public void Each_of_the_three_forms_is_a_date(string text) => Assert.Equal(Noon, HttpDate.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("never")]
    [InlineData("2026-03-02T12:00:00Z")]
    [InlineData("Mon, 02 Mar 2026 12:00:00")]
    [InlineData("Mon, 02 Mar 2026 12:00:00 CET")]
    [InlineData("Mon, 02 Mar 2026 25:00:00 GMT")]
    [InlineData("Tue, 02 Mar 2026 12:00:00 GMT")]
    [InlineData("Mon, 30 Feb 2026 12:00:00 GMT")]
    public void Anything_else_is_none(string? text) => Assert.Null(HttpDate.Parse(text));

    [Fact]
    public void A_header_that_is_there_twice_tells_no_date() =>
        Assert.Null(HttpDate.Of(Headers("Date: Mon, 02 Mar 2026 12:00:00 GMT|Date: Mon, 02 Mar 2026 12:00:01 GMT"), "Date"));
}
