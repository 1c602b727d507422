using System.Collections;

namespace AxiosPS.Tests.Client;

public sealed class ResponseCookiesTests
{
    [Fact]
    public void Cookies_are_those_of_the_answer_by_name_and_the_later_of_two()
    {
        var cookies = Response("a=1; Path=/", "b=x=y", "a=2", "=lost", "Case=C", "case=c").Cookies;

        Assert.Equal(["a", "b", "Case", "case"], cookies.Names);
        Assert.Equal(("2", "x=y", "C", "c"), (cookies["a"], cookies["b"], cookies["Case"], cookies["case"]));
        Assert.Null(cookies["none"]);
        Assert.Empty(new AxiosResponse(200).Cookies.Names);
    }

    [Fact]
    public void Attributes_are_in_the_details()
    {
        var cookie = Response("sid=canary; Domain=.Example.org; Path=/app; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Max-Age=60; secure; HttpOnly; SameSite=Lax").Cookies.Details("sid")!;

        Assert.Equal(("sid", "canary", "example.org", "/app"), (cookie.Name, cookie.Value, cookie.Domain, cookie.Path));
        Assert.Equal(new DateTimeOffset(2026, 10, 21, 7, 28, 0, TimeSpan.Zero), cookie.Expires);
        Assert.Equal((TimeSpan.FromMinutes(1), true, true, "Lax"), (cookie.MaxAge, cookie.Secure, cookie.HttpOnly, cookie.SameSite));
    }

    [Fact]
    public void Attributes_that_are_none_count_for_nothing()
    {
        var cookie = Response("sid=1; Domain=; Path=app; Expires=soon; Max-Age=long; SameSite; unknown=1").Cookies.Details("sid")!;

        Assert.Equal((null, null, null, null, null), (cookie.Domain, cookie.Path, cookie.Expires, cookie.MaxAge, cookie.SameSite));
        Assert.False(cookie.Secure || cookie.HttpOnly);
    }

    [Fact]
    public void Listings_mask_every_value()
    {
        var cookies = Response("theme=canary").Cookies;

        var shown = string.Join('|', cookies.Cast<DictionaryEntry>().Select(e => $"{e.Key}={e.Value}").Append(cookies.ToString()).Append(cookies.Details("theme")!.ToString()));

        Assert.Equal("theme=***|theme: ***|theme=***", shown);
    }

    private static AxiosResponse Response(params string[] cookies) => new(200, headers: new HeaderCollection { ["Set-Cookie"] = cookies });
}
