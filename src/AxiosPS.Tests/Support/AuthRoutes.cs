using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AxiosPS.Tests.Support;

/// <summary>What wants to know who asks, and what gives tokens.</summary>
internal static class AuthRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/guarded/{token}", Guarded);
        routes.MapPost("/oauth/token", Token);
        routes.Map("/oauth/.well-known/openid-configuration", (HttpContext context) => Metadata(context, "/oauth", "/oauth/token"));
        routes.Map("/.well-known/oauth-authorization-server/rfc8414", (HttpContext context) => Metadata(context, "/rfc8414", "/oauth/token"));
        routes.Map("/other-issuer/.well-known/openid-configuration", (HttpContext context) => Metadata(context, "/oauth", "/oauth/token"));
        routes.Map("/plain/.well-known/openid-configuration", (HttpContext context) => Results.Json(new { issuer = $"{Root(context)}/plain", token_endpoint = "http://plain.test/token" }));
    }

    /// <summary>401 for all who do not bring this very token: as Bearer, as X-Api-Key or as ?api_key.</summary>
    private static IResult Guarded(string token, HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Authorization == $"Bearer {token}" || request.Headers["X-Api-Key"] == token || request.Query["api_key"] == token)
        {
            return Results.Json(new { Welcome = true });
        }

        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Results.Json(new { error = "invalid_token" }, statusCode: 401);
    }

    /// <summary>
    /// RFC 6749, section 4.4. The client is id and secret, or what <c>?id=</c> and <c>?secret=</c> say. The token is <c>?token=</c>, good for
    /// <c>?expires=</c> seconds; <c>?error=</c> and <c>?text=</c> refuse it, <c>?type=</c> is its type.
    /// </summary>
    private static IResult Token(HttpContext context)
    {
        var (query, form) = (context.Request.Query, Form(context.Features.Get<RecordedRequest>()!.Text));
        var (id, secret) = (query["id"].FirstOrDefault() ?? "id", query["secret"].FirstOrDefault() ?? "secret");
        if (query["error"].FirstOrDefault() is { } error)
        {
            return Results.Json(new { error, error_description = query["text"].FirstOrDefault() }, statusCode: 400);
        }

        var given = context.Request.Headers.Authorization.ToString() is { Length: > 6 } basic && basic.StartsWith("Basic ", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(basic[6..])).Split(':').Select(WebUtility.UrlDecode)
            : [form.GetValueOrDefault("client_id"), form.GetValueOrDefault("client_secret")];
        if (!given.SequenceEqual([id, secret]) || form.GetValueOrDefault("grant_type") != "client_credentials")
        {
            return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        }

        var answer = new Dictionary<string, object> { ["access_token"] = query["token"].FirstOrDefault() ?? "granted" };
        answer["token_type"] = query["type"].FirstOrDefault() ?? "bearer";
        if (query["expires"].FirstOrDefault() is { } expires)
        {
            answer["expires_in"] = int.Parse(expires, provider: null);
        }

        return Results.Json(answer);
    }

    private static IResult Metadata(HttpContext context, string issuer, string endpoint) =>
        Results.Json(new { issuer = Root(context) + issuer, token_endpoint = Root(context) + endpoint });

    private static string Root(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";

    private static Dictionary<string, string> Form(string text) => text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => WebUtility.UrlDecode(pair[0]), pair => WebUtility.UrlDecode(pair.ElementAtOrDefault(1) ?? ""));
}
