using System.Net;
using System.Security;
using System.Text;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>No secret gets into the file, wherever it stood.</summary>
public sealed class CassetteSecretsTests : CassetteTest
{
    private const string Secret = "c4n/ary+1 \"x\" é&<>";

    [Theory]
    [InlineData("authorization", "Bearer {0}")]
    [InlineData("Authorization", "{0}")]
    [InlineData("X-Api-Key", "{0}")]
    [InlineData("X-Session-Token", "{0}")]
    [InlineData("Cookie", "sid={0}; a=1")]
    [InlineData("Proxy-Authorization", "Bearer {0}")]
    [InlineData("X-Mine", "{0}")]
    public async Task Not_from_a_header_and_not_from_an_answer_that_repeats_it(string header, string value)
    {
        const string secret = "c4nary+/=1";
        using (var api = Recording(r => Json($$"""{"headers":{"x":"{{r.Headers.Get(header)}}"},"said":"you are {{secret}}, {{Uri.EscapeDataString(secret)}}"}"""), o => o.SecretNames = ["x-mine"]))
        {
            Assert.Contains(secret, (await api.GetAsync("/", Headers((header, string.Format(null, value, secret))))).Text, StringComparison.Ordinal);
        }

        CheckAbsent(secret);
        Assert.Contains("you are redacted-1, redacted-1", Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_user_and_password_of_Basic()
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("someone:c4nary:1"));
        using (var api = Recording(r => Json($$"""{"user":"someone","pass":"c4nary:1","raw":"{{basic}}"}""")))
        {
            await api.GetAsync("/", Headers(("Authorization", $"Basic {basic}")));
        }

        CheckAbsent("c4nary:1");
        CheckAbsent(basic);
    }

    [Fact]
    public async Task Not_from_addresses_plain_or_as_a_SecureString_and_not_from_where_they_redirect_to()
    {
        using (var api = Recording(r => r.Uri.AbsolutePath == "/end" ? Json("{}") : new(302, new() { ["Location"] = "/end?code=c4nary-4&state=ok#access_token=c4nary-5", ["Link"] = "</n?sig=c4nary-6>; rel=next" })))
        {
            await api.GetAsync("/a/{id}/x?api_key=c4nary-1&page=2", new() { PathParameters = { ["id"] = Secure("c4nary-2") }, Query = { ["q"] = Secure("c4"), ["token"] = Secret } });
        }

        foreach (var secret in new[] { "c4nary-1", "c4nary-2", "c4nary-4", "c4nary-5", "c4nary-6", Secret })
        {
            CheckAbsent(secret);
        }

        Assert.Contains("page=2", Written, StringComparison.Ordinal);
        Assert.DoesNotContain("q=c4", Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_from_members_of_JSON_be_they_texts_numbers_lists_or_objects_and_it_stays_JSON()
    {
        const string body = """
            {"password":"c4nary-1","user":{"clientSecret":"c4nary-2","name":"x"},"api_key":["c4nary-3","c4nary-4"],
             "otp":123456,"credentials":{"value":"c4nary-5","deep":[{"a":"c4nary-6"}]},"token":null,"refresh_token":"","token_type":"Bearer","password_expired":true,
             "settings":[{"name":"apiKey","value":"c4nary-7"}],"inner":"{\"access_token\":\"c4nary-8\"}","count":3}
            """;
        using (var api = Recording(_ => Json(body)))
        {
            await api.PostAsync("/", body, Headers(("Content-Type", "application/json")));
        }

        for (var i = 1; i <= 8; i++)
        {
            CheckAbsent($"c4nary-{i}");
        }

        CheckAbsent("123456");
        using var replayed = Replaying();
        var data = System.Text.Json.JsonDocument.Parse((await replayed.PostAsync("/", body, Headers(("Content-Type", "application/json")))).Text).RootElement;
        Assert.Equal("redacted-1", data.GetProperty("password").GetString());
        Assert.InRange(data.GetProperty("otp").GetInt32(), 907060001, 907060009);
        Assert.Equal("Bearer", data.GetProperty("token_type").GetString());
        Assert.True(data.GetProperty("password_expired").GetBoolean());
        Assert.Equal("x", data.GetProperty("user").GetProperty("name").GetString());
        Assert.Equal(3, data.GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Not_where_they_are_encoded_twice_in_an_address()
    {
        using (var api = Recording(_ => Json("1")))
        {
            await api.GetAsync("/", Headers(("X-Api-Key", "c4n/ary+1")));
            await api.GetAsync($"/?next={Uri.EscapeDataString("https://b.test/?q=" + Uri.EscapeDataString("c4n/ary+1"))}");
        }

        Assert.DoesNotContain("c4n%252Fary", Written, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("text/event-stream", "event: x\ndata: {\"token\":\"c4nary-1\"}\n\n")]
    [InlineData("application/x-ndjson", "{\"token\":\"c4nary-1\"}\n{\"token\":\"c4nary-1\"}\n")]
    [InlineData("application/x-www-form-urlencoded", "access_token=c4nary-1&scope=x")]
    [InlineData("text/plain", "Password: c4nary-1")]
    [InlineData("application/octet-stream", "{\"token\":\"c4nary-1\"}")]
    [InlineData("application/xml", "<a><Password>c4nary-1</Password></a>")]
    [InlineData("application/xml; charset=utf-16", "<a token='c4nary-1'/>")]
    [InlineData("text/html", "<input type=hidden name=csrf_token value=c4nary-1>")]
    [InlineData(null, "{\"secret\":\"c4nary-1\"}")]
    public async Task Not_from_answers_of_other_kinds(string? type, string body)
    {
        var bytes = (type?.Contains("utf-16", StringComparison.Ordinal) == true ? Encoding.Unicode : Encoding.UTF8).GetBytes(body);
        using (var api = Recording(_ => new(200, type is null ? [] : new() { ["Content-Type"] = type }, new MemoryStream(bytes))))
        {
            await api.GetAsync("/");
        }

        CheckAbsent("c4nary-1");
        using var replayed = Replaying();
        Assert.Equal(body.Replace("c4nary-1", "redacted-1", StringComparison.Ordinal), (await replayed.GetAsync("/")).Text.Replace("\"redacted-1\"", type == "text/html" ? "redacted-1" : "\"redacted-1\"", StringComparison.Ordinal).Replace("token=\"redacted-1\"", "token='redacted-1'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Not_from_forms_files_and_SecureStrings_in_them()
    {
        var file = In("a.json");
        File.WriteAllText(file, """{"password":"c4nary-3"}""");
        using (var api = Recording(_ => new(204)))
        {
            await api.PostAsync("/", config: new() { Form = new Dictionary<string, object> { ["password"] = "c4nary-1", ["pin"] = Secure("c4n2"), ["doc"] = new FileInfo(file) } });
            await api.PostAsync("/", config: new() { UrlEncoded = new Dictionary<string, object> { ["client_secret"] = "c4nary-1", ["pin"] = Secure("c4n2") } });
        }

        CheckAbsent("c4nary-1");
        CheckAbsent("c4n2");
        CheckAbsent("c4nary-3");
        using var replayed = Replaying();
        await replayed.PostAsync("/", config: new() { Form = new Dictionary<string, object> { ["password"] = "c4nary-1", ["pin"] = Secure("c4n2"), ["doc"] = new FileInfo(file) } });
        await replayed.PostAsync("/", config: new() { UrlEncoded = new Dictionary<string, object> { ["client_secret"] = "c4nary-1", ["pin"] = Secure("c4n2") } });
    }

    [Theory]
    [InlineData("application/json", "{\"credentials\":{\n\"k\":\"pw9!x\"},\"a\":")]
    [InlineData("application/json", "{\"credentials\":{\n\"k\":[\"pw9!x\", 'pw9!x', pw9!x")]
    [InlineData("application/json", ")]}',\n{\"credentials\":{\n\"k\":\"pw9!x\"}}")]
    [InlineData("text/plain", ")]}',\n{\"credentials\":{\n\"k\":\"pw9!x\"}}")]
    [InlineData("text/plain", "got {\n \"credentials\": {\n  \"k\": \"pw9!x\"\n }\n}")]
    [InlineData("application/octet-stream", "{\"credentials\":{\n\"k\":\"pw9!x\"},\"a\":")]
    [InlineData("application/x-ndjson", "{\"a\":\"cut off\n{\"token\":\"pw9!x\"}\n")]
    [InlineData("application/x-ndjson", "{\n\"credentials\": {\n\"k\": \"pw9!x\"}")]
    [InlineData("application/json-seq", "\u001e{\"a\":\"cut off\n\u001e{\n\"credentials\": {\n\"k\": \"pw9!x\"}}\n")]
    [InlineData("text/event-stream", "data: 5\" wide\n\nevent: x\ndata: {\ndata: \"credentials\": {\ndata: \"k\": \"pw9!x\" }\ndata: }\n\n")]
    [InlineData("text/event-stream", "data: 5\" wide\r\n\r\ndata: {\"token\":\"pw9!x\"}\r\n\r\n")]
    [InlineData("application/json", "[{\"name\":\"password\",\"more\":{},\"value\":\"pw9!x\"}]")]
    public async Task Not_a_short_one_from_an_answer_that_is_cut_off_or_no_good_JSON(string type, string body)
    {
        using (var api = Recording(_ => new(200, new() { ["Content-Type"] = type }, new MemoryStream(Encoding.UTF8.GetBytes(body)))))
        {
            await api.GetAsync("/");
        }

        CheckAbsent("pw9!x");
        Assert.Contains("redacted-1", Written, StringComparison.Ordinal);
        Assert.DoesNotContain("pw9!x", BodyRedaction.Redact(body, type), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_as_a_number_elsewhere_and_JSON_stays_JSON()
    {
        const string body = """{"otp":7364512,"list":[null,7364512,1.5e-20,123456],"id":7364512}""";
        using (var api = Recording(_ => Json(body)))
        {
            await api.PostAsync("/", body, Headers(("Content-Type", "application/json")));
        }

        CheckAbsent("7364512");
        using var replayed = Replaying();
        Assert.Equal("""{"otp":907060001,"list":[null,907060001,1.5e-20,123456],"id":907060001}""", (await replayed.PostAsync("/", body, Headers(("Content-Type", "application/json")))).Text);
    }

    [Theory]
    [InlineData("application/json", "{\"mine\":\"pw9!x\"}")]
    [InlineData("application/xml", "<a><n:mine>pw9!x</n:mine></a>")]
    [InlineData("application/xml", "<a mine='pw9!x'/>")]
    [InlineData("text/html", "<input name=mine value=pw9!x>")]
    [InlineData("text/plain", "x\nmine: pw9!x")]
    [InlineData("application/x-www-form-urlencoded", "a=b&mine=pw9!x")]
    public async Task Not_by_a_name_that_is_given_in_a_body_of_any_kind(string type, string body)
    {
        using (var api = Recording(_ => new(200, new() { ["Content-Type"] = type }, new MemoryStream(Encoding.UTF8.GetBytes(body))), o => o.SecretNames = ["Mine"]))
        {
            await api.PostAsync("/", body, Headers(("Content-Type", type)));
        }

        CheckAbsent("pw9!x");
    }

    [Fact]
    public async Task Not_from_bytes_that_hold_it_among_others()
    {
        using (var api = Recording(_ => new(200, new() { ["Content-Type"] = "image/png" }, new MemoryStream([0, 255, .. "c4nary-é-1"u8, 0, 1]))))
        {
            await api.GetAsync("/", Headers(("X-Api-Key", "c4nary-é-1")));
        }

        using var replayed = Replaying(o => o.IgnoreCredentials = true);
        Assert.Equal([0, 255, .. "redacted-1"u8, 0, 1], (await replayed.GetAsync("/")).Bytes);
    }

    [Theory]
    [InlineData("{\"x\":\"c4nary/1+\"}", "application/json")]
    [InlineData("{\"x\":\"c4nary\\/1\\u002b\"}", "application/json")]
    [InlineData("x=c4nary%2F1%2b", "application/x-www-form-urlencoded")]
    [InlineData("c4nary/1+", "text/plain")]
    [InlineData("c4nary/1+", "text/plain; charset=utf-16")]
    [InlineData("", "x/c4nary/1+")]
    public async Task Not_from_what_was_recorded_before_anything_told_of_it(string body, string type)
    {
        var encoding = type.EndsWith("16", StringComparison.Ordinal) ? Encoding.Unicode : Encoding.UTF8;
        using (var api = Recording(_ => new(200, new() { ["Content-Type"] = type }, new MemoryStream(encoding.GetBytes(body)))))
        {
            await api.GetAsync("/first");
            Assert.DoesNotContain("redacted", Written, StringComparison.Ordinal);
            await api.GetAsync("/second", Headers(("X-Api-Key", "c4nary/1+")));
        }

        CheckAbsent("c4nary/1+");
        Assert.DoesNotContain("c4nary", Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_from_the_error_of_the_network()
    {
        using (var api = Recording(r => throw new AxiosNetworkException("c4nary-1 was refused")))
        {
            await Assert.ThrowsAsync<AxiosNetworkException>(() => api.GetAsync("/", Headers(("X-Api-Key", "c4nary-1"))));
        }

        CheckAbsent("c4nary-1");
    }

    [Fact]
    public async Task A_short_one_is_replaced_at_its_own_place_alone()
    {
        using (var api = Recording(_ => Json("""{"otp":"abc","text":"abc abcd"}""")))
        {
            await api.GetAsync("/");
        }

        Assert.Contains("\"otp\": \"redacted-1\"", Written, StringComparison.Ordinal);
        Assert.Contains("abc abcd", Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caller_sees_all_as_it_is_while_it_is_recorded()
    {
        using var api = Recording(r => new(200, new() { ["Set-Cookie"] = "sid=c4nary-1; Path=/", ["Content-Type"] = "application/json" }, new MemoryStream("""{"token":"c4nary-2"}"""u8.ToArray())));
        var answer = await api.GetAsync("/");
        Assert.Equal("""{"token":"c4nary-2"}""", answer.Text);
        Assert.Equal("c4nary-1", answer.Cookies["sid"]);
    }

    private void CheckAbsent(string secret)
    {
        foreach (var form in new[] { secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), WebUtility.HtmlEncode(secret), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='), System.Text.Json.JsonSerializer.Serialize(secret)[1..^1] })
        {
            Assert.DoesNotContain(form, Written, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var word in System.Text.RegularExpressions.Regex.Matches(Written, "\"base64\": \"([^\"]*)\"").Select(m => Convert.FromBase64String(m.Groups[1].Value)))
        {
            Assert.DoesNotContain(secret, Encoding.UTF8.GetString(word), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, Encoding.Unicode.GetString(word), StringComparison.Ordinal);
        }
    }

    private static SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;
}
