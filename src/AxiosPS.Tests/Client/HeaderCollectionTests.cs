using System.Collections;
using System.Globalization;
using System.Security;

namespace AxiosPS.Tests.Client;

public sealed class HeaderCollectionTests
{
    [Fact]
    public void Names_have_no_case_and_keep_their_order()
    {
        var headers = new HeaderCollection { ["B"] = "1", ["a"] = "2" };
        headers["b"] = "3";

        Assert.Equal(["b", "a"], headers.Names);
        Assert.Equal("3", headers["B"]);
    }

    [Fact]
    public void A_name_may_have_several_values()
    {
        var headers = new HeaderCollection { ["X"] = new[] { "1", "2" } };
        headers.Add("x", "3");
        headers.Add("y", "4");

        Assert.Equal(["1", "2", "3"], headers.GetValues("X"));
        Assert.Equal("1, 2, 3", headers.Get("X"));
        Assert.Equal("4", headers["Y"]);
        Assert.Empty(headers.GetValues("none"));
        Assert.Null(headers.Get("none"));
    }

    [Theory]
    [InlineData("X", "a\rb")]
    [InlineData("X", "a\nb")]
    [InlineData("X", "a\0b")]
    [InlineData("X\r\nY", "a")]
    [InlineData("X:", "a")]
    [InlineData("X Y", "a")]
    [InlineData("Ä", "a")]
    [InlineData("", "a")]
    public void Line_breaks_NUL_and_bad_names_are_refused_however_they_come(string name, string value)
    {
        var headers = new HeaderCollection();

        Assert.Throws<ArgumentException>(() => headers[name] = value);
        Assert.Throws<ArgumentException>(() => headers.Add(name, value));
        Assert.Throws<ArgumentException>(() => headers[name] = new[] { "fine", value });
        Assert.Throws<ArgumentException>(() => ((IDictionary)headers)[name] = value);
        Assert.Throws<ArgumentException>(() => new HeaderCollection(new Hashtable { [name] = value }));
        Assert.Throws<ArgumentException>(() => new HeaderCollection(new QueryCollection { [name.Length == 0 ? "X:" : name] = value }));
        Assert.Empty(headers);
    }

    [Fact]
    public void Values_are_text_in_no_culture_at_all()
    {
        CultureInfo.CurrentCulture = new("de-DE");
        var headers = new HeaderCollection
        {
            ["Number"] = 1.5,
            ["Flag"] = true,
            ["Date"] = new DateTimeOffset(2024, 2, 3, 4, 5, 6, TimeSpan.Zero),
            ["Uri"] = new Uri("http://a.test/x"),
            ["Space"] = " a ",
        };

        Assert.Equal(["1.5", "true", "Sat, 03 Feb 2024 04:05:06 GMT", "http://a.test/x", "a"], headers.Names.Select(n => (string)headers[n]!));
        Assert.Throws<ArgumentException>(() => headers["X"] = new Hashtable());
    }

    [Fact]
    public void Null_removes_and_an_empty_list_too()
    {
        var headers = new HeaderCollection { ["A"] = "1", ["B"] = "2", ["C"] = "3" };
        headers["a"] = null;
        headers["C"] = Array.Empty<string>();
        headers.Remove("none");

        Assert.Equal(["B"], headers.Names);
        headers.Clear();
        Assert.Empty(headers);
    }

    [Fact]
    public void A_secure_string_is_a_secret_from_then_on()
    {
        using var secure = new SecureString();
        "s3cret".ToList().ForEach(secure.AppendChar);
        var headers = new HeaderCollection { ["X-Mine"] = secure };

        Assert.Equal("s3cret", headers["X-Mine"]);
        Assert.DoesNotContain("s3cret", headers.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_marked_secret_stays_so_in_a_collection_made_of_it()
    {
        var headers = new HeaderCollection { ["X-Mine"] = "s3cret" };
        headers.MarkSecret("x-mine");

        Assert.DoesNotContain("s3cret", new HeaderCollection(headers).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", new RequestConfig { Headers = headers }.Copy().Headers.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_and_its_source_never_see_each_others_changes()
    {
        var source = new RequestConfig { Headers = { ["A"] = "1" } };
        var copy = source.Copy();
        copy.Headers["A"] = "2";
        copy.Headers["B"] = "2";
        source.Headers["C"] = "1";
        var third = source.Copy();
        source.Headers.Remove("A");

        Assert.Equal("A: 1\nC: 1", third.Headers.ToString());
        Assert.Equal("C: 1", source.Headers.ToString());
        Assert.Equal("A: 2\nB: 2", copy.Headers.ToString());
    }

    [Fact]
    public async Task Threads_that_copy_while_another_one_writes_see_whole_changes_only()
    {
        var source = new RequestConfig();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                var copy = source.Copy().Headers;
                var first = copy.ToString();
                Assert.Equal(copy.Count, copy.Names.Count);
                Assert.Equal(first, copy.ToString());
            }
        })).ToArray();
        for (var i = 0; i < 20_000; i++)
        {
            source.Headers[$"X-{i % 7}"] = i % 3 == 0 ? null : i;
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.InRange(source.Headers.Count, 1, 7);
    }

    [Theory]
    [InlineData("a b", false)]
    [InlineData("ex_ample.com:99999", false)]
    [InlineData("user@a.test", false)]
    [InlineData("a.test/x", false)]
    [InlineData("", false)]
    [InlineData("a.test", true)]
    [InlineData("a.test:81", true)]
    [InlineData("[::1]:81", true)]
    public void A_host_that_is_none_is_refused(string host, bool fine)
    {
        var error = Record.Exception(() => new HeaderCollection { ["host"] = host });

        Assert.Equal(fine, error is null);
        Assert.True(fine || error is ArgumentException && error.Message.Contains("no host for a Host header", StringComparison.Ordinal));
    }
}
