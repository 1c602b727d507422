using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>A real server where one signs in: for a token (OAuth 2), for a cookie, or by an API key. Every token is another one.</summary>
internal sealed class LoginServer : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> users = [];
    private readonly WebApplication app;

    private LoginServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        app = builder.Build();
        app.UseRouting();
        app.MapPost("/token", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            var user = form["grant_type"] == "refresh_token" ? users[form["refresh_token"].ToString()] : form["client_id"].ToString();
            return Results.Json(new { access_token = Issue(user), token_type = "Bearer", expires_in = 3600, refresh_token = Issue(user), scope = "read" });
        });
        app.MapPost("/login", (Login login, HttpContext context) =>
        {
            context.Response.Headers.Append("Set-Cookie", $"sid={Issue(login.User)}; Path=/; HttpOnly; Expires={DateTimeOffset.UtcNow.AddHours(1):r}");
            context.Response.Headers.Location = "/me?ticket=1";
            context.Response.StatusCode = 303;
        });
        app.MapGet("/me", (HttpContext context) =>
        {
            var given = context.Request.Headers.Authorization.ToString() is { Length: > 7 } bearer ? bearer[7..]
                : context.Request.Cookies["sid"] ?? context.Request.Headers["X-Api-Key"].ToString();
            return users.TryGetValue(given, out var user)
                ? Results.Json(new { user, echo = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()) })
                : Results.Json(new { error = "who?" }, statusCode: 401);
        });
        app.MapGet("/session/{id}", (string id) => users.TryGetValue(id, out var user) ? Results.Text(user) : Results.NotFound());
        app.MapPost("/session", () => Results.Json(new { id = Issue("session") }));
    }

    public string Address => app.Urls.Single();

    /// <summary>All that it has given out.</summary>
    public IEnumerable<string> Issued => users.Keys;

    public static async Task<LoginServer> StartAsync()
    {
        var server = new LoginServer();
        await server.app.StartAsync();
        return server;
    }

    public void Know(string key, string user) => users[key] = user;

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private string Issue(string user)
    {
        var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        users[token] = user;
        return token;
    }

    internal sealed record Login(string User, string Password);
}
