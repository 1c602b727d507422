using System.Text;
using System.Text.Json.Nodes;

namespace AxiosPS.Tests.Client;

public sealed class ResponseDataTests
{
    [Theory]
    [InlineData("application/json", typeof(JsonObject))]
    [InlineData("application/geo+json; charset=utf-8", typeof(JsonObject))]
    [InlineData("application/x-ndjson", typeof(object[]))]
    [InlineData("application/jsonl", typeof(object[]))]
    [InlineData("application/json-seq", typeof(object[]))]
    [InlineData("application/geo+json-seq", typeof(object[]))]
    [InlineData("application/xml", typeof(string))]
    [InlineData("image/svg+xml", typeof(string))]
    [InlineData("application/xhtml+xml", typeof(string))]
    [InlineData("text/csv", typeof(string))]
    [InlineData("text/event-stream", typeof(string))]
    [InlineData("application/yaml", typeof(string))]
    [InlineData("application/javascript", typeof(string))]
    [InlineData("application/pdf", typeof(byte[]))]
    [InlineData("application/jsonish", typeof(byte[]))]
    [InlineData("", typeof(byte[]))]
    public void The_content_type_alone_says_what_data_is(string contentType, Type expected)
    {
        var response = Response("""{"a":1}"""u8, contentType);

        Assert.IsType(expected, response.Data);
        Assert.Equal("""{"a":1}""", response.Text);
        Assert.Equal("""{"a":1}"""u8.ToArray(), response.Bytes);
        Assert.Null(response.DataError);
    }

    [Theory]
    [InlineData("application/x-ndjson", "{\"a\":1}\n\r\n  [2]\r\n\"three\"")]
    [InlineData("application/json-seq", "\u001e{\"a\":\n1}\n\u001e[2]\n\u001e\"three\"\n")]
    [InlineData("application/x-ndjson; charset=utf-16", "{\"a\":1}\n[2]\n\"three\"\n")]
    public void JSON_lines_and_sequences_are_the_list_of_their_values(string contentType, string body)
    {
        var encoding = contentType.EndsWith("utf-16", StringComparison.Ordinal) ? Encoding.Unicode : Encoding.UTF8;

        var data = Assert.IsType<object[]>(Response(encoding.GetBytes(body), contentType).Data);

        Assert.Equal(["""{"a":1}""", "[2]", "\"three\""], data.Select(d => ((JsonNode)d).ToJsonString()));
    }

    [Theory]
    [InlineData("application/x-ndjson", "1\n\n{oops\n", "line 3:")]
    [InlineData("application/x-ndjson", "1 2\n", "line 1:")]
    [InlineData("application/json-seq", "\u001e1\n\u001e{oops\n", "record 2:")]
    public void A_broken_line_is_named_and_the_body_given_as_its_text(string contentType, string body, string named)
    {
        var response = Response(Encoding.UTF8.GetBytes(body), contentType);

        Assert.Equal(body, response.Data);
        Assert.Contains(named, response.DataError!.Message, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Throws<AxiosException>(() => response.As<object[]>()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/xml", "iso-8859-1", "<?xml version='1.0' encoding='ISO-8859-1'?><a>ä</a>")]
    [InlineData("application/xml", "windows-1252", "<?xml version=\"1.0\" encoding=\"windows-1252\" standalone=\"yes\"?><a>€</a>")]
    [InlineData("application/atom+xml", "utf-16", "<?xml version='1.0' encoding='utf-16'?><a>ä</a>")]
    [InlineData("application/xml", "utf-16BE", "<?xml version='1.0'?><a>ä</a>")]
    [InlineData("application/xml", "utf-8", "<?xml version='1.0' encoding='utf-16'?><a>ä</a>")]
    [InlineData("application/xml", "utf-8", "<?xml version='1.0' encoding='nobody-knows'?><a>ä</a>")]
    [InlineData("application/xml; charset=utf-8", "utf-8", "<?xml version='1.0' encoding='iso-8859-1'?><a>ä</a>")]
    [InlineData("text/html", "windows-1252", "<html><head><meta charset=\"windows-1252\"></head>€")]
    [InlineData("text/html", "shift_jis", "<html><META http-equiv='Content-Type' content='text/html; charset=shift_jis'>あ")]
    [InlineData("text/html; charset=utf-8", "utf-8", "<html><meta charset=\"windows-1252\">€")]
    [InlineData("text/html", "utf-8", "<html><meta name=\"x\" content=\"charset\">€")]
    [InlineData("text/plain", "utf-8", "<?xml version='1.0' encoding='iso-8859-1'?>ä")]
    [InlineData("text/plain; charset=us-ascii", "utf-8", "ä")]
    [InlineData("text/plain; charset='iso-8859-15'", "iso-8859-15", "€")]
    public void What_XML_and_HTML_declare_counts_where_the_content_type_is_silent(string contentType, string encoding, string text)
    {
        var bytes = (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding)).GetBytes(text);

        Assert.Equal(text, Response(bytes, contentType).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n")]
    [InlineData("\uFEFF")]
    [InlineData("null")]
    public void JSON_of_nothing_is_null_and_no_error(string body)
    {
        var response = Response(Encoding.UTF8.GetBytes(body), "application/json");

        Assert.Null(response.Data);
        Assert.Null(response.DataError);
        Assert.Null(response.As<Uri>());
    }

    [Theory]
    [InlineData("22FF22", "UTF-8")]
    [InlineData("7B22C3223A317D", "UTF-8")]
    [InlineData("312032", "'2' is invalid")]
    [InlineData("5B312C5D", "trailing comma")]
    [InlineData("2F2F630A31", "'/'")]
    public void JSON_that_breaks_its_rules_is_its_text_with_a_reason(string body, string reason)
    {
        var response = Response(Convert.FromHexString(body), "application/json");

        Assert.Equal(response.Text, response.Data);
        Assert.Contains(reason, response.DataError!.Message, StringComparison.Ordinal);
        Assert.Throws<AxiosException>(() => response.As<int[]>());
    }

    [Theory]
    [InlineData(100, null, true)]
    [InlineData(101, null, false)]
    [InlineData(10_000, null, false)]
    [InlineData(101, 101, true)]
    [InlineData(4, 3, false)]
    public async Task JSON_may_be_as_deep_as_MaxJsonDepth_says(int levels, int? limit, bool fine)
    {
        using var client = Answering(new string('[', levels) + new string(']', levels));

        var response = await client.SendAsync(new() { Uri = "/", MaxJsonDepth = limit });

        Assert.Equal(fine, response.DataError is null);
        Assert.Equal(fine, response.Data is JsonArray);
        Assert.True(fine || response.DataError!.Message.Contains($"deeper than {limit ?? 100} levels. Raise MaxJsonDepth", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[{\"a\":1},2]", 4, true)]
    [InlineData("[{\"a\":1},2]", 3, false)]
    public async Task JSON_may_have_as_many_values_as_MaxJsonNodes_says(string json, int limit, bool fine)
    {
        using var client = Answering(json);

        var response = await client.SendAsync(new() { Uri = "/", MaxJsonNodes = limit });

        Assert.Equal(fine, response.DataError is null);
        Assert.True(fine || response.DataError!.Message.Contains($"more than {limit} values. Raise MaxJsonNodes", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_key_twice_the_last_counts()
    {
        var data = (JsonObject)Response("""{"a":1,"b":2,"a":3}"""u8, "application/json").Data!;

        Assert.Equal(3, (int)data["a"]!);
        Assert.Equal(2, data.Count);
    }

    [Fact]
    public void Keys_that_differ_in_case_and_an_empty_one_stay_apart()
    {
        var data = (JsonObject)Response("""{"id":1,"Id":2,"":3}"""u8, "application/json").Data!;

        Assert.Equal((1, 2, 3), ((int)data["id"]!, (int)data["Id"]!, (int)data[""]!));
    }

    private static AxiosClient Answering(string json) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = new Transport.MemoryTransport(_ => new TransportResponse(
            200, new HeaderCollection { ["Content-Type"] = "application/json" }, new MemoryStream(Encoding.UTF8.GetBytes(json)))),
    });

    private static AxiosResponse Response(ReadOnlySpan<byte> bytes, string contentType) =>
        new(200, bytes.ToArray(), contentType.Length == 0 ? null : new HeaderCollection { ["Content-Type"] = contentType });
}
