using System.Diagnostics;

namespace AxiosPS.Tests.Paging;

public sealed class LinkHeaderTests
{
    [Theory]
    [InlineData("</2>; rel=next", "/2")]
    [InlineData("</2>;rel=\"next\"", "/2")]
    [InlineData("</2> ; REL = \"NEXT\" ; title=x", "/2")]
    [InlineData("</1>; rel=prev, </2>; rel=next, </9>; rel=next", "/2")]
    [InlineData("</1>; rel=\"prev\",</2>; rel=\"last next\"", "/2")]
    [InlineData("</2?a=1,2;b=<>; rel=next", "/2?a=1,2;b=<")]
    [InlineData("<  /2\t>; rel=next", "/2")]
    [InlineData("<>; rel=next", "")]
    [InlineData("</2>; title=\"a, b; rel=prev \\\" <x>\"; rel=next", "/2")]
    [InlineData("</2>; title=\"unterminated; rel=next", null)]
    [InlineData("</2>; title; rel=next", "/2")]
    [InlineData("</2>; rel=prev; rel=next", null)]
    [InlineData("</2>; rel=\"nextish\", </3>; rel=\"x-next\"", null)]
    [InlineData("</2>; rel=next; anchor=\"#foo\", </3>; rel=next", "/3")]
    [InlineData("</2>; rel*=UTF-8''next", null)]
    [InlineData("</2>, </3>; rel=next", "/3")]
    [InlineData("garbage, more=\"x\", </3>; rel=next", "/3")]
    [InlineData("</2>; rel=\"next\" garbage, </3>", "/2")]
    [InlineData("</2; rel=next", null)]
    [InlineData("/2; rel=next", null)]
    [InlineData("</2>; rel=", null)]
    [InlineData("</2>; rel=\"", null)]
    [InlineData("</2>; rel=\"\\", null)]
    [InlineData("", null)]
    public void The_next_page_is_found_as_RFC_8288_has_it(string header, string? expected) =>
        Assert.Equal(expected, LinkHeader.Next(header));

    [Theory]
    [InlineData("<")]
    [InlineData("<>")]
    [InlineData("<>,")]
    [InlineData("<>;")]
    [InlineData("<>;rel=")]
    [InlineData("<a>;rel=\"")]
    [InlineData("<a>;rel=\"x y\",")]
    [InlineData(";\"\\")]
    [InlineData(" ")]
    [InlineData("\"<")]
    public void A_megabyte_of_anything_takes_no_time(string piece)
    {
        var header = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        LinkHeader.Next(header[..100]);
        var clock = Stopwatch.StartNew();

        LinkHeader.Next(header);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"{clock.Elapsed}");
    }

    [Fact]
    public void Random_headers_never_fail()
    {
        var random = new Random(8288);
        for (var i = 0; i < 20_000; i++)
        {
            LinkHeader.Next(new(random.GetItems("<>;,=\"\\ relnxt\t".AsSpan(), random.Next(40))));
        }
    }
}
