using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Text;
using System.Xml;
using AxiosPS.Tests.Files;

namespace AxiosPS.Tests.Bodies;

/// <summary>What becomes of the values of a form.</summary>
public sealed class FormTests : FolderTest
{
    public static TheoryData<object, string> Values => new()
    {
        { "text", "|text" },
        { "", "|" },
        { 'c', "|c" },
        { 1.5, "|1.5" },
        { 1e21, "|1E+21" },
        { true, "|true" },
        { DayOfWeek.Friday, "|Friday" },
        { new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc), "|2024-05-06T07:08:09Z" },
        { new Uri("http://a/b%20c"), "|http://a/b%20c" },
        { "bytes"u8.ToArray(), "; filename=\"blob\" application/octet-stream|bytes" },
        { new List<byte> { 65 }, "; filename=\"blob\" application/octet-stream|A" },
        { new object[] { (byte)65, (byte)66 }, "; filename=\"blob\" application/octet-stream|AB" },
        { new MemoryStream("stream"u8.ToArray()), "; filename=\"blob\" application/octet-stream|stream" },
        { new OneWay("once"u8.ToArray()), "; filename=\"blob\" application/octet-stream|once" },
        { Xml("<a>ä</a>"), " application/xml; charset=utf-8|<a>ä</a>" },
        { new FormPart { Value = 1, ContentType = "text/plain" }, " text/plain|1" },
        { new FormPart { Value = "ä", ContentType = "text/plain; charset=iso-8859-1" }, " text/plain; charset=iso-8859-1|\ufffd" },
        { new FormPart { Value = "a,b", FileName = "x.csv" }, "; filename=\"x.csv\" text/csv|a,b" },
        { new FormPart { Value = "A"u8.ToArray(), FileName = "" }, " application/octet-stream|A" },
        { new FormPart { Value = "A"u8.ToArray(), FileName = "x.unknown" }, "; filename=\"x.unknown\" application/octet-stream|A" },
        { new FormPart { Value = "A", Headers = { ["Content-Type"] = "text/x", ["X-A"] = new[] { "1", "2" } } }, " text/x [X-A: 1, 2]|A" },
        { new Hashtable { ["value"] = "A", ["FILENAME"] = "a.txt", ["ContentType"] = "text/x", ["Headers"] = new Hashtable { ["X-A"] = 1 } }, "; filename=\"a.txt\" text/x [X-A: 1]|A" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_becomes_a_part(object value, string part) => Assert.Equal([part], await Parts(value));

    [Fact]
    public async Task A_list_becomes_several_parts_of_one_name()
    {
        await File.WriteAllTextAsync(In("a.txt"), "1");
        await File.WriteAllTextAsync(In("b.html"), "2");

        var parts = await Parts(new object?[] { "x", null, 2, new FileInfo(In("a.txt")), new Hashtable { ["Value"] = new FileInfo(In("b.html")), ["FileName"] = "c" } });

        Assert.Equal(["|x", "|2", "; filename=\"a.txt\" text/plain|1", "; filename=\"c\" application/octet-stream|2"], parts);
    }

    [Fact]
    public async Task A_file_stream_has_its_file_name_and_goes_on_from_where_it_stands()
    {
        await File.WriteAllTextAsync(In("a.pdf"), "12345");
        await using var stream = File.OpenRead(In("a.pdf"));
        stream.Position = 2;

        Assert.Equal(["; filename=\"a.pdf\" application/pdf|345"], await Parts(stream));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public async Task Null_leaves_a_field_out()
    {
        Assert.Empty(await Parts(null));
        Assert.Empty(await Parts(new FormPart { FileName = "x" }));
        Assert.Empty(await Parts(new Hashtable { ["Value"] = null }));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    public async Task A_culture_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new(culture);
            Assert.Equal(["|1.5", "|2024-05-06T00:00:00", "; filename=\"I.GIF\" image/gif|x"], await Parts(new object[]
            {
                1.5, new DateTime(2024, 5, 6), new Hashtable { ["VALUE"] = "x", ["FILENAME"] = "I.GIF" },
            }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_content_type_that_the_client_has_for_other_bodies_gives_way()
    {
        var api = Client(o => o.Headers["Content-Type"] = "application/json");

        await api.SendAsync(new() { Method = "POST", Uri = "/echo", Form = new Hashtable { ["a"] = 1 } });
        await api.SendAsync(new() { Method = "POST", Uri = "/echo", Json = 1 });

        Assert.StartsWith("multipart/form-data; boundary=", Server.Requests[0].Headers["content-type"].Single(), StringComparison.Ordinal);
        Assert.Equal("application/json", Server.Requests[1].Headers["content-type"].Single());
    }

    [Fact]
    public async Task A_form_that_cannot_know_its_length_is_sent_in_chunks()
    {
        await Parts(new OneWay("once"u8.ToArray()));

        var request = Assert.Single(Server.Requests);
        Assert.Equal("chunked", request.Headers["transfer-encoding"].Single());
        Assert.False(request.Headers.ContainsKey("content-length"));
    }

    private static XmlDocument Xml(string text)
    {
        var document = new XmlDocument();
        document.LoadXml(text);
        return document;
    }

    // Each part as "; filename type [other headers]|content".
    private async Task<string[]> Parts(object? value)
    {
        Server.Clear();
        await Api.SendAsync(new() { Method = "POST", Uri = "/echo", Form = new OrderedDictionary { ["f"] = value } });
        var request = Assert.Single(Server.Requests);
        var boundary = request.Headers["content-type"].Single().Split("boundary=")[1];
        var end = $"\r\n--{boundary}--\r\n";
        var text = "\r\n" + request.Text;
        Assert.EndsWith(end, text, StringComparison.Ordinal);
        return [.. text[..^end.Length].Split($"\r\n--{boundary}\r\n").Skip(1).Select(Short)];
    }

    private static string Short(string part)
    {
        var (head, content) = part.Split("\r\n\r\n", 2) is [var before, var after] ? (before, after) : throw new FormatException(part);
        var lines = head.Split("\r\n");
        Assert.StartsWith("Content-Disposition: form-data; name=\"f\"", lines[0], StringComparison.Ordinal);
        var text = new StringBuilder(lines[0]["Content-Disposition: form-data; name=\"f\"".Length..]);
        foreach (var line in lines[1..])
        {
            text.Append(' ').Append(line.StartsWith("Content-Type: ", StringComparison.Ordinal) ? line["Content-Type: ".Length..] : $"[{line}]");
        }

        return text.Append('|').Append(content.Replace("<?xml version=\"1.0\" encoding=\"utf-8\"?>", "", StringComparison.Ordinal)).ToString();
    }
}
