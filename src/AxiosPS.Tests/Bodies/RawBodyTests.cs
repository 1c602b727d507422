using System.Text;
using System.Xml;
using System.Xml.Linq;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Bodies;

/// <summary>Bodies that are sent as they stand: text in its charset, bytes in their many wrappings, XML.</summary>
public sealed class RawBodyTests : ServerTest
{
    private const string Declared = "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>";

    public static TheoryData<object> Bytes => new()
    {
        new byte[] { 65, 66 },
        new ReadOnlyMemory<byte>([65, 66]),
        new Memory<byte>([65, 66]),
        new List<byte> { 65, 66 },
        new object[] { (byte)65, (byte)66 },
    };

    public static TheoryData<object, string?, string, string> XmlBodies => new()
    {
        { Document("<a>ä</a>"), null, "utf-8", "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>ä</a>" },
        { Document(Declared + "<a>ä</a>"), null, "utf-8", "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>ä</a>" },
        { Document(Declared + "<a>ä€</a>"), "text/xml; charset=ISO-8859-1", "iso-8859-1", Declared + "<a>ä&#x20AC;</a>" },
        { Document("<a x='1'><b> t </b></a>").DocumentElement!.FirstChild!, null, "utf-8", "<b> t </b>" },
        { XDocument.Parse(Declared + "<a>ä</a>"), "application/soap+xml", "utf-8", "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>ä</a>" },
        { XElement.Parse("<a><b/></a>"), null, "utf-8", "<a><b /></a>" },
    };

    [Theory]
    [MemberData(nameof(Bytes))]
    public async Task Bytes_are_bytes(object body)
    {
        await Post(new() { Body = body });

        var request = Assert.Single(Server.Requests);
        Assert.Equal("AB", request.Text);
        Assert.Equal("application/octet-stream", request.Headers["content-type"].Single());
    }

    [Theory]
    [MemberData(nameof(XmlBodies))]
    public async Task XML_says_the_charset_that_it_has(object body, string? type, string charset, string text)
    {
        await Post(new() { Body = body, ContentType = type });

        var request = Assert.Single(Server.Requests);
        Assert.Equal(text, Encoding.GetEncoding(charset).GetString(request.Body.Span));
        Assert.Equal(type ?? "application/xml; charset=utf-8", request.Headers["content-type"].Single());
    }

    [Theory]
    [InlineData("text/plain; charset=iso-8859-1", "ä", new byte[] { 0xE4 })]
    [InlineData("text/plain; charset=\"windows-1252\"", "€", new byte[] { 0x80 })]
    [InlineData("text/plain; charset=utf-16LE", "ä", new byte[] { 0xE4, 0 })]
    [InlineData("text/plain;charset=UTF-8", "ä", new byte[] { 0xC3, 0xA4 })]
    [InlineData("text/plain", "ä", new byte[] { 0xC3, 0xA4 })]
    public async Task Text_is_sent_in_the_charset_of_its_content_type(string type, string text, byte[] bytes)
    {
        await Post(new() { Body = text, ContentType = type });
        await Post(new() { Body = text, Headers = { ["Content-Type"] = type } });

        Assert.Equal([bytes, bytes], Server.Requests.Select(r => r.Body.ToArray()));
        Assert.All(Server.Requests, r => Assert.Equal(type, r.Headers["content-type"].Single()));
    }

    [Theory]
    [InlineData("text/plain; charset=klingon", "x", "charset that is not known")]
    [InlineData("text/plain; charset=utf-7", "x", "charset that is not known")]
    [InlineData("text/plain; charset=iso-8859-1", "a\ud83d\ude00", "character '\ud83d\ude00', which the charset iso-8859-1")]
    public async Task A_charset_that_cannot_say_it_is_an_argument_error(string type, string text, string says)
    {
        var error = await Assert.ThrowsAnyAsync<ArgumentException>(() => Post(new() { Body = text, ContentType = type }));

        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task JSON_in_another_charset_is_sent_so_where_somebody_insists()
    {
        await Post(new() { Json = "a", ContentType = "application/json; charset=utf-16LE" });

        Assert.Equal("\"a\"", Encoding.Unicode.GetString(Assert.Single(Server.Requests).Body.Span));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("PURGE")]
    public async Task A_body_goes_with_any_method_that_is_asked_for(string method)
    {
        await Api.SendAsync(new() { Method = method, Uri = "/echo", Json = 1 });

        var request = Assert.Single(Server.Requests);
        Assert.Equal((method, "1"), (request.Method, request.Text));
    }

    [Fact]
    public async Task What_a_stream_throws_is_the_streams_and_not_the_networks()
    {
        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => Post(new() { Body = new Broken() }));

        Assert.IsNotType<AxiosNetworkException>(error);
        Assert.Contains("The stream of the body cannot be read: its own", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_has_fewer_bytes_than_it_said_is_an_error()
    {
        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => Post(new() { Body = new Boasting() }));

        Assert.Contains("has ended after 3 of 9 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_of_a_urlencoded_form_stand_as_ArrayFormat_says()
    {
        await Post(new() { UrlEncoded = new System.Collections.Specialized.OrderedDictionary { ["z"] = "1 2", ["a"] = new[] { 1, 2 }, ["n"] = null }, ArrayFormat = ArrayFormat.Brackets });

        Assert.Equal("z=1%202&a%5B%5D=1&a%5B%5D=2", Assert.Single(Server.Requests).Text);
    }

    private Task<AxiosResponse> Post(RequestConfig config)
    {
        (config.Method, config.Uri) = ("POST", "/echo");
        return Api.SendAsync(config);
    }

    private static XmlDocument Document(string text)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(text);
        return document;
    }

    private sealed class Broken() : MemoryStream([1, 2, 3])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("its own");
    }

    private sealed class Boasting() : MemoryStream([1, 2, 3])
    {
        public override long Length => 9;
    }
}
