using System.Text;
using System.Text.Json;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>Tokens of recorded answers, texts and numbers, that two people sign in for.</summary>
public sealed class CassetteTokenTests : CassetteTest
{
    public static TheoryData<string, string> Ways
    {
        get
        {
            var ways = new TheoryData<string, string>();
            foreach (var answer in new[] { """{"token":"T"}""", """{"token":T}""", """{"token":T,"link":"/me?token=T"}""", """{"pin":[7,T],"token":T}""" })
            {
                foreach (var place in new[] { "query", "header", "basic", "cookie", "json", "json text", "form", "path" })
                {
                    ways.Add(answer, place);
                }
            }

            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Each_gets_the_own_answer_whoever_signs_in_first(string answer, string place)
    {
        using (var api = Recording(request => Answer(request, answer)))
        {
            Assert.Equal("alice", await UseAsync(api, "alice", place));
            Assert.Equal("bob", await UseAsync(api, "bob", place));
        }

        Assert.DoesNotContain("1111111", Written, StringComparison.Ordinal);
        Assert.DoesNotContain("2222222", Written, StringComparison.Ordinal);
        foreach (var mode in new[] { CassetteMode.Replay, CassetteMode.Auto })
        {
            using var api = With(mode, address: "https://a.test");
            Assert.Equal("bob", await UseAsync(api, "bob", place));
            Assert.Equal("alice", await UseAsync(api, "alice", place));
        }
    }

    [Fact]
    public async Task Who_has_the_real_one_fits_as_well()
    {
        using (var api = Recording(request => Answer(request, """{"token":T}""")))
        {
            await UseAsync(api, "alice", "query");
        }

        using var replayed = Replaying();
        Assert.Equal("alice", await WithTokenAsync(replayed, "1111111", "query"));
        await Assert.ThrowsAsync<AxiosUnmatchedException>(() => WithTokenAsync(replayed, "2222222", "query"));
    }

    [Fact]
    public async Task A_number_that_stands_for_one_is_not_sent_to_a_server()
    {
        using (var api = Recording(request => Answer(request, """{"token":T}""")))
        {
            await UseAsync(api, "alice", "query");
        }

        using var more = With(CassetteMode.Auto, o => o.Transport = new MemoryTransport(_ => throw new InvalidOperationException("sent")), "https://a.test");
        var token = Data(await more.GetAsync("/login/alice")).GetProperty("token").GetInt32();
        var refused = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => more.GetAsync($"/other?token={token}"));
        Assert.Contains($"it carries '{token}'", refused.Message, StringComparison.Ordinal);
    }

    private static TransportResponse Answer(TransportRequest request, string answer)
    {
        var (path, uri) = (request.Uri.AbsolutePath, request.Uri.OriginalString);
        if (path.StartsWith("/login", StringComparison.Ordinal))
        {
            return Json(answer.Replace("T", path.EndsWith("alice", StringComparison.Ordinal) ? "1111111" : "2222222", StringComparison.Ordinal));
        }

        var body = request.Content is { } content ? Encoding.UTF8.GetString(content.Bytes.Span) : "";
        var all = $"{uri} {request.Headers.Get("Authorization")} {request.Headers.Get("Cookie")} {body}";
        return Json(all.Contains("1111111", StringComparison.Ordinal) || all.Contains(Basic("1111111"), StringComparison.Ordinal) ? "\"alice\"" : "\"bob\"");
    }

    private static async Task<string?> UseAsync(AxiosClient api, string who, string place)
    {
        var token = Data(await api.GetAsync($"/login/{who}")).GetProperty("token").ToString();
        return await WithTokenAsync(api, token, place);
    }

    private static async Task<string?> WithTokenAsync(AxiosClient api, string token, string place) => Data(place switch
    {
        "query" => await api.GetAsync($"/me?token={token}"),
        "header" => await api.GetAsync("/me", Headers(("Authorization", $"Bearer {token}"))),
        "basic" => await api.GetAsync("/me", Headers(("Authorization", $"Basic {Basic(token)}"))),
        "cookie" => await api.GetAsync("/me", Headers(("Cookie", $"sid={token}"))),
        "json" => await api.PostAsync("/me", new Dictionary<string, object> { ["token"] = long.TryParse(token, out var number) ? number : token }),
        "json text" => await api.PostAsync("/me", new Dictionary<string, object> { ["token"] = token }),
        "form" => await api.PostAsync("/me", config: new() { UrlEncoded = new Dictionary<string, object> { ["token"] = token } }),
        _ => await api.GetAsync($"/of/{token}/me"),
    }).GetString();

    private static string Basic(string token) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{token}"));
}
