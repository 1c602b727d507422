using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Transport.Mock;

/// <summary>What a mock transport keeps of its calls.</summary>
public sealed class MockCallTests : MockTest
{
    private readonly MockTransport mock = new MockTransport { TimeProvider = new FakeTimeProvider(new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)) }.On("*", "/*");

    [Fact]
    public async Task A_call_as_it_would_have_gone_out()
    {
        var call = await Call(new() { Uri = "/users?page=2", Method = "post", Headers = { ["X-A"] = 1 }, Json = new { name = "Ann" } });

        Assert.Equal((0, "POST", "https://a.test/users?page=2"), (call.Index, call.Method, call.Uri.AbsoluteUri));
        Assert.Equal(("1", "application/json"), (call.Headers["X-A"], call.Headers["Content-Type"]));
        Assert.Equal("2", call.Query["page"]);
        Assert.Equal("""{"name":"Ann"}""", call.Body);
        Assert.Equal("""{"name":"Ann"}""", Encoding.UTF8.GetString(call.Bytes));
        Assert.Equal("Ann", (string?)((JsonNode)call.Json!)["name"]);
        Assert.Equal(("* /*", 200, null), (call.Route, call.StatusCode, call.Fault));
        Assert.Equal(new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero), call.Time);
        Assert.Equal("POST https://a.test/users?page=2 -> 200", call.ToString());
    }

    [Fact]
    public async Task A_call_without_a_body_has_none()
    {
        var call = await Call(new() { Uri = "/" });

        Assert.Null(call.Body);
        Assert.Null(call.Json);
        Assert.Empty(call.Bytes);
        Assert.Equal(0, call.BodyLength);
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_has_no_data() =>
        Assert.Null((await Call(new() { Uri = "/", Method = "POST", Body = "{broken" })).Json);

    [Fact]
    public async Task Query_and_form_are_decoded_and_lists_stay_lists()
    {
        var call = await Call(new() { Uri = "/?q=a%20b&tag=1&tag=2&flag", Method = "POST", UrlEncoded = new Dictionary<string, object> { ["to"] = "Zoë & Co" } });

        Assert.Equal("a b", call.Query["q"]);
        Assert.Equal(["1", "2"], Assert.IsAssignableFrom<object[]>(call.Query["tag"]));
        Assert.Equal("", call.Query["flag"]);
        Assert.Equal("Zoë & Co", call.Form["to"]);
    }

    [Fact]
    public async Task Listings_mask_secrets_and_a_name_gives_the_real_value()
    {
        var call = await Call(new()
        {
            Uri = "/?access_token=hush1",
            Method = "POST",
            Headers = { ["Authorization"] = "Bearer hush2" },
            UrlEncoded = new Dictionary<string, object> { ["grant_type"] = "password", ["password"] = "hush3" },
        });

        Assert.DoesNotContain("hush", $"{call} {call.Uri} {call.Query} {call.Headers} {call.Form} {call.Body}", StringComparison.Ordinal);
        Assert.Equal("hush1", call.Query["access_token"]);
        Assert.Equal("Bearer hush2", call.Headers["Authorization"]);
        Assert.Equal("hush3", call.Form["password"]);
        Assert.Equal("grant_type=password&password=***", call.Body);
    }

    [Fact]
    public async Task A_secure_text_in_a_form_is_shown_nowhere()
    {
        using var pin = new System.Security.SecureString();
        "hush"u8.ToArray().ToList().ForEach(b => pin.AppendChar((char)b));

        var call = await Call(new() { Uri = "/", Method = "POST", UrlEncoded = new Dictionary<string, object> { ["pin"] = pin } });

        Assert.Equal("***", call.Body);
        Assert.DoesNotContain("hush", $"{call.Form}", StringComparison.Ordinal);
        Assert.Equal("hush", call.Form["pin"]);
        Assert.Equal("pin=hush", Encoding.UTF8.GetString(call.Bytes));
    }

    [Fact]
    public async Task Nor_is_one_in_the_query()
    {
        using var text = new System.Security.SecureString();
        "hush"u8.ToArray().ToList().ForEach(b => text.AppendChar((char)b));

        var call = await Call(new() { Uri = "/", Query = { ["q"] = text } });

        Assert.DoesNotContain("hush", $"{call} {call.Uri} {call.Query}", StringComparison.Ordinal);
        Assert.Equal("hush", call.Query["q"]);
    }

    [Fact]
    public async Task A_body_that_is_read_as_it_goes_out_is_there_and_of_a_long_one_its_beginning()
    {
        const int Length = 17 << 20;
        await using var body = new MemoryStream(new byte[Length]);

        var call = await Call(new() { Uri = "/", Method = "PUT", Body = body });

        Assert.Equal(Length, call.BodyLength);
        Assert.Equal(16 << 20, call.Bytes.Length);
        Assert.Equal(Length, body.Position); // all of it was read, as a server would
    }

    [Fact]
    public async Task The_texts_of_a_multipart_form_are_fields_and_its_files_are_none()
    {
        var call = await Call(new()
        {
            Uri = "/",
            Method = "POST",
            Form = new Dictionary<string, object?>
            {
                ["to \"x\""] = "Zoë\r\n\r\n& Co",
                ["tag"] = new[] { "1", "2" },
                ["file"] = new byte[] { 0xFF, 0, 13, 10 },
                ["old"] = new FormPart { Value = "ä", ContentType = "text/plain; charset=iso-8859-1" },
                ["empty"] = "",
            },
        });

        Assert.Equal(["to \"x\"", "tag", "old", "empty"], call.Form.Names);
        Assert.Equal("Zoë\r\n\r\n& Co", call.Form["to \"x\""]);
        Assert.Equal(["1", "2"], Assert.IsAssignableFrom<object[]>(call.Form["tag"]));
        Assert.Equal("ä", call.Form["old"]);
        Assert.Equal("", call.Form["empty"]);
    }

    [Fact]
    public async Task A_form_with_a_file_can_be_asserted()
    {
        var call = await Call(new() { Uri = "/", Method = "POST", Form = new Dictionary<string, object> { ["note"] = "hello" } });

        Assert.Contains("name=\"note\"", call.Body!.Replace("name=note", "name=\"note\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("hello", call.Body, StringComparison.Ordinal);
    }

    private async Task<MockCall> Call(RequestConfig config)
    {
        using var client = Client(mock);
        await client.SendAsync(config);
        return mock.Calls[^1];
    }
}
