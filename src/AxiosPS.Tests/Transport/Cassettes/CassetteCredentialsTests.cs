using System.Net;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>What was recorded for one is not given to another.</summary>
public sealed class CassetteCredentialsTests : CassetteTest
{
    public static TheoryData<string> Places => ["Authorization", "Cookie", "X-Api-Key", "query", "path", "json", "form", "credentials", "jar"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Alices_answer_does_not_reach_Bob(string place)
    {
        using (var api = Recording(r => Json($$"""{"for":"alice"}""")))
        {
            await AskAsync(api, place, "alice-7f3a");
        }

        using var replayed = Replaying();
        var refused = await Assert.ThrowsAsync<AxiosUnmatchedException>(() => AskAsync(replayed, place, "bob-00000a"));
        Assert.Contains("with other credentials", refused.Message, StringComparison.Ordinal);
        Assert.Contains("-IgnoreCredential", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AxiosUnmatchedException>(() => AskAsync(replayed, "none", ""));
        Assert.Equal("""{"for":"alice"}""", (await AskAsync(replayed, place, "alice-7f3a")).Text);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task It_does_where_credentials_are_to_be_ignored(string place)
    {
        using (var api = Recording(r => Json($$"""{"for":"alice"}""")))
        {
            await AskAsync(api, place, "alice-7f3a");
        }

        using var replayed = Replaying(o => o.IgnoreCredentials = true);
        Assert.Equal("""{"for":"alice"}""", (await AskAsync(replayed, place, "dummy-0000")).Text);
    }

    [Fact]
    public async Task Each_gets_the_own_one_whoever_asks_first()
    {
        using (var api = Recording(r => Json($$"""{"for":"{{r.Headers.Get("X-Api-Key")![..3]}}"}""")))
        {
            await AskAsync(api, "X-Api-Key", "alice-7f3a");
            await AskAsync(api, "X-Api-Key", "bob-00000a");
            await AskAsync(api, "X-Api-Key", "alice-7f3a");
        }

        using var replayed = Replaying();
        Assert.Equal("""{"for":"bob"}""", (await AskAsync(replayed, "X-Api-Key", "bob-00000a")).Text);
        Assert.Equal("""{"for":"ali"}""", (await AskAsync(replayed, "X-Api-Key", "alice-7f3a")).Text);
        Assert.Equal("""{"for":"ali"}""", (await AskAsync(replayed, "X-Api-Key", "alice-7f3a")).Text);
    }

    [Fact]
    public async Task In_Auto_what_another_asks_is_recorded_beside_it()
    {
        using (var api = Recording(_ => Json("1")))
        {
            await AskAsync(api, "X-Api-Key", "alice-7f3a");
        }

        using (var api = With(CassetteMode.Auto, o => o.Transport = new MemoryTransport(_ => Json("2")), "https://a.test"))
        {
            Assert.Equal("2", (await AskAsync(api, "X-Api-Key", "bob-00000a")).Text);
            Assert.Equal("1", (await AskAsync(api, "X-Api-Key", "alice-7f3a")).Text);
        }

        using var replayed = Replaying();
        Assert.Equal("1", (await AskAsync(replayed, "X-Api-Key", "alice-7f3a")).Text);
        Assert.Equal("2", (await AskAsync(replayed, "X-Api-Key", "bob-00000a")).Text);
    }

    [Fact]
    public async Task A_client_certificate_is_one_too()
    {
        using var authority = new TestAuthority();
        using var alice = authority.Sign("alice");
        using var bob = authority.Sign("bob");
        using (var api = Recording(_ => Json("1"), more: o => o.Connection = new() { Certificate = alice }))
        {
            await api.GetAsync("/");
        }

        using var replayed = Replaying(more: o => o.Connection = new() { Certificate = bob });
        await Assert.ThrowsAsync<AxiosUnmatchedException>(() => replayed.GetAsync("/"));
        using var own = Replaying(more: o => o.Connection = new() { Certificate = alice });
        await own.GetAsync("/");
    }

    [Fact]
    public async Task The_digests_of_two_cassettes_differ_for_the_same_credentials()
    {
        var digests = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            using var api = Recording(_ => Json("1"));
            await AskAsync(api, "X-Api-Key", "alice-7f3a");
            digests.Add(System.Text.Json.JsonDocument.Parse(Written).RootElement.GetProperty("interactions")[0].GetProperty("request").GetProperty("credentials")[0].GetString()!);
        }

        Assert.Equal(2, digests.Count);
    }

    private static Task<AxiosResponse> AskAsync(AxiosClient api, string place, string secret)
    {
        var secure = new NetworkCredential("", secret).SecurePassword;
        var fields = new Dictionary<string, object> { ["user"] = "x", ["password"] = secret };
        switch (place)
        {
            case "Authorization": return api.PostAsync("/x", config: Headers((place, $"Bearer {secret}")));
            case "Cookie": return api.PostAsync("/x", config: Headers((place, $"a=1; sid={secret}")));
            case "X-Api-Key": return api.PostAsync("/x", config: Headers((place, secret)));
            case "query": return api.PostAsync("/x", config: new() { Query = { ["api_key"] = secret } });
            case "path": return api.PostAsync("/x/{id}", config: new() { PathParameters = { ["id"] = secure } });
            case "json": return api.PostAsync("/x", fields);
            case "form": return api.PostAsync("/x", config: new() { UrlEncoded = fields });
            case "credentials": return api.PostAsync("/x", config: new() { Connection = new() { Credentials = new NetworkCredential("x", secret) } });
            case "jar":
                var jar = new CookieContainer();
                jar.Add(new Uri("https://a.test"), new Cookie("sid", secret));
                return api.PostAsync("/x", config: new() { Cookies = jar });
            default: return api.PostAsync("/x");
        }
    }
}
