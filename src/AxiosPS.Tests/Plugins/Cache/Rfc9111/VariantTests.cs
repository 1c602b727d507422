using AxiosPS.Plugins;
using static AxiosPS.Tests.Plugins.Cache.Rfc9111.Exchange;

namespace AxiosPS.Tests.Plugins.Cache.Rfc9111;

/// <summary>RFC 9111, section 4.1.</summary>
public sealed class VariantTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Vary: Accept", "accept")]
    [InlineData("Vary: Accept-Language , accept,, ACCEPT", "accept,accept-language")]
    [InlineData("Vary: B|Vary: A", "a,b")]
    public void An_answer_depends_on_the_headers_that_it_names(string lines, string names) =>
        Assert.Equal(names.Split(',', StringSplitOptions.RemoveEmptyEntries), Variant.NamesOf(Headers(lines))!);

    [Theory]
    [InlineData("Vary: *")]
    [InlineData("Vary: Accept, *")]
    [InlineData("Vary: Accept|Vary: *")]
    public void With_a_star_nobody_can_tell(string lines) => Assert.Null(Variant.NamesOf(Headers(lines)));

    [Theory]
    [InlineData("Accept: a, b", "Accept: a,b", true)]
    [InlineData("Accept: a ,  b", "accept: a,b", true)]
    [InlineData("Accept: a|Accept: b", "Accept: a, b", true)]
    [InlineData("X: 1", "", true)]
    [InlineData("", "", true)]
    [InlineData("Accept: a", "Accept: b", false)]
    [InlineData("Accept: a, b", "Accept: b, a", false)]
    [InlineData("Accept: a", "Accept: A", false)]
    [InlineData("Accept: a", "", false)]
    [InlineData("Accept: ", "", false)]
    [InlineData("Accept: \"a, b\"", "Accept: \"a,b\"", false)]
    [InlineData("Accept: a", "Accept-Language: a", false)]
    public void Two_requests_get_the_same_where_those_headers_are_the_same(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Variant.Of(["accept", "accept-language"], Headers(one)) == Variant.Of(["accept", "accept-language"], Headers(other)));

    [Fact]
    public void No_value_stands_in_it_in_the_clear() => Assert.DoesNotContain("german", Variant.Of(["x-tongue"], Headers("X-Tongue: german")), StringComparison.OrdinalIgnoreCase);
}
