using System.Text;
using System.Text.Json;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>Flows in which a server gives out secrets: recorded with a real one, played when it is gone.</summary>
public sealed class CassetteFlowTests : CassetteTest
{
    private static readonly string[] Given = ["p4ssw0rd+/for everybody", "kEy-of-alice-1", "client/secret=&"];

    [Fact]
    public async Task Signing_in_for_a_token_and_refreshing_it_plays_without_the_server()
    {
        await CheckAsync(async api =>
        {
            var token = await PostAsync(api, "/token", new() { UrlEncoded = new Dictionary<string, object> { ["grant_type"] = "client_credentials", ["client_id"] = "alice", ["client_secret"] = Given[2] } });
            var first = await api.GetAsync("/me", Headers(("Authorization", $"Bearer {token.GetProperty("access_token")}")));
            var refreshed = await PostAsync(api, "/token", new() { UrlEncoded = new Dictionary<string, object> { ["grant_type"] = "refresh_token", ["refresh_token"] = $"{token.GetProperty("refresh_token")}" } });
            var second = await api.GetAsync("/me", Headers(("Authorization", $"Bearer {refreshed.GetProperty("access_token")}")));
            return $"{token.GetProperty("token_type")} {token.GetProperty("expires_in")} {User(first)} {User(second)}";
        }, "Bearer 3600 alice alice");
    }

    [Fact]
    public async Task Signing_in_for_a_cookie_plays_without_the_server_with_the_redirect_behind_it()
    {
        await CheckAsync(async api =>
        {
            var me = await api.PostAsync("/login", new Dictionary<string, string> { ["user"] = "alice", ["password"] = Given[0] });
            var again = await api.GetAsync("/me");
            return $"{User(me)} {me.Redirects.Count} {User(again)}";
        }, "alice 1 alice");
    }

    [Fact]
    public async Task What_turns_out_to_be_a_secret_late_is_one_in_what_was_recorded_early()
    {
        await CheckAsync(async api =>
        {
            var id = (await PostAsync(api, "/session", new())).GetProperty("id").GetString()!;
            var path = await api.GetAsync($"/session/{id}");
            var header = await api.GetAsync("/me", Headers(("X-Api-Key", id)));
            return $"{path.Text} {User(header)}";
        }, "session session");
    }

    [Fact]
    public async Task A_key_that_answers_repeat_plays_for_who_has_it_and_for_who_takes_it_from_the_answer()
    {
        await CheckAsync(async api =>
        {
            var own = await api.GetAsync("/me", Headers(("X-Api-Key", Given[1])));
            var echoed = JsonDocument.Parse(own.Text).RootElement.GetProperty("echo").GetProperty("X-Api-Key").GetString();
            var other = await api.GetAsync("/me?n=1", Headers(("X-Api-Key", Given[1])));
            var taken = await api.GetAsync("/me?n=2", Headers(("X-Api-Key", echoed!)));
            return $"{User(own)} {User(other)} {User(taken)}";
        }, "alice alice alice");
    }

    [Fact]
    public async Task Basic_credentials_with_a_password_of_the_server_play()
    {
        await CheckAsync(async api =>
        {
            var token = await PostAsync(api, "/token", new() { UrlEncoded = new Dictionary<string, object> { ["client_id"] = "alice", ["client_secret"] = Given[2] } });
            var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"alice:{token.GetProperty("access_token")}"));
            return $"{(await api.GetAsync("/me", Headers(("Authorization", $"Basic {basic}")))).StatusCode}";
        }, "401");
    }

    private async Task CheckAsync(Func<AxiosClient, Task<string>> flow, string outcome)
    {
        var server = await LoginServer.StartAsync();
        var address = server.Address;
        server.Know(Given[1], "alice");
        using (var api = With(CassetteMode.Record, address: address))
        {
            Assert.Equal(outcome, await flow(api));
        }

        await server.DisposeAsync();
        foreach (var secret in server.Issued.Concat(Given))
        {
            Assert.DoesNotContain(secret, Written, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Uri.EscapeDataString(secret), Written, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Written, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var mode in new[] { CassetteMode.Replay, CassetteMode.Auto })
        {
            using var api = With(mode, address: address);
            Assert.Equal(outcome, await flow(api));
            Assert.Empty(((Cassette)api.Transport).Unplayed);
        }
    }

    private static async Task<JsonElement> PostAsync(AxiosClient api, string path, RequestConfig config) =>
        JsonDocument.Parse((await api.PostAsync(path, config: config)).Text).RootElement;

    private static string? User(AxiosResponse response) => JsonDocument.Parse(response.Text).RootElement.GetProperty("user").GetString();
}
