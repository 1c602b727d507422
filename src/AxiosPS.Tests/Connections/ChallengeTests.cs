using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AxiosPS.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace AxiosPS.Tests.Connections;

/// <summary>What answers a server's challenge, and whose.</summary>
public sealed class ChallengeTests
{
    private static readonly ConnectionOptions Alice = new() { Credentials = new NetworkCredential("alice", "s3cret") };

    [Theory]
    [InlineData("Basic realm=\"r\"")]
    [InlineData("Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256")]
    public async Task A_challenge_is_answered_by_the_scheme_it_names(string challenge)
    {
        await using var server = await StartAsync(challenge);
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Uri.ToString(), Connection = Alice });

        Assert.Equal("alice", (await client.GetAsync("/a?b=c")).Text);
        Assert.Equal("alice", (await client.PostAsync("/a", new { a = 1 })).Text);
    }

    [Fact]
    public async Task A_call_can_bring_its_own_and_a_wrong_one_stays_refused()
    {
        await using var server = await StartAsync("Basic realm=\"r\"");
        using var client = new AxiosClient();

        Assert.Equal("alice", (await client.GetAsync(server.Uri.ToString(), new() { Connection = Alice })).Text);
        Assert.Equal(401, (await client.GetAsync(server.Uri.ToString(), new() { Connection = new() { Credentials = new NetworkCredential("alice", "no") } })).StatusCode);
        Assert.Equal(401, (await client.GetAsync(server.Uri.ToString())).StatusCode);
    }

    [Fact]
    public async Task Those_of_a_client_answer_its_base_alone()
    {
        await using var home = await StartAsync("Basic realm=\"r\"");
        await using var other = await StartAsync("Basic realm=\"r\"");
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = home.Uri.ToString(), Connection = Alice });

        Assert.Equal(200, (await client.GetAsync("/")).StatusCode);
        Assert.Equal(401, (await client.GetAsync(other.Uri.ToString())).StatusCode);
        Assert.Equal(200, (await client.GetAsync(other.Uri.ToString(), new() { Connection = new() { Credentials = new NetworkCredential("alice", "s3cret") } })).StatusCode);
    }

    [Fact]
    public async Task A_redirect_takes_none_of_them_along()
    {
        await using var other = await StartAsync("Basic realm=\"r\"");
        await using var home = await TlsServer.StartAsync(Loopback, context =>
        {
            context.Response.Redirect(other.Uri.ToString());
            return Task.CompletedTask;
        });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = home.Uri.ToString(), Connection = Alice });

        var response = await client.GetAsync("/");

        Assert.Equal((401, other.Uri), (response.StatusCode, response.Uri));
    }

    [Fact]
    public async Task Over_plain_http_to_another_machine_they_are_refused()
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://api.invalid", Connection = Alice });

        var error = await Assert.ThrowsAsync<ArgumentException>(() => client.GetAsync("/"));
        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/", new() { AllowUnencryptedAuthentication = true }));

        Assert.Contains("what answers a challenge (Credentials) over plain http", error.Message, StringComparison.Ordinal);
    }

    private static Task<TlsServer> StartAsync(string challenge) => TlsServer.StartAsync(Loopback, async context =>
    {
        var given = context.Request.Headers.Authorization.ToString();
        var isAlice = challenge.StartsWith("Basic", StringComparison.Ordinal)
            ? given == "Basic " + Convert.ToBase64String("alice:s3cret"u8)
            : given.StartsWith("Digest ", StringComparison.Ordinal) && Part(given, "response") == Expected(given, context.Request.Method);
        if (isAlice)
        {
            await context.Response.WriteAsync("alice");
            return;
        }

        context.Response.StatusCode = 401;
        context.Response.Headers.WWWAuthenticate = challenge;
    });

    private static void Loopback(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions options) => options.Listen(IPAddress.Loopback, 0);

    // RFC 7616, section 3.4.1
    private static string Expected(string given, string method)
    {
        var user = Hash($"alice:r:s3cret");
        var asked = Hash($"{method}:{Part(given, "uri")}");
        return Hash($"{user}:n:{Part(given, "nc")}:{Part(given, "cnonce")}:auth:{asked}");
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();

    private static string Part(string header, string name) => Regex.Match(header, $"\\b{name}=\"?([^\",]+)\"?").Groups[1].Value;
}
