using System.Net;
using System.Text.Json;

namespace AxiosPS.Plugins;

/// <summary>What an authorization server tells of itself: OpenID Connect Discovery 1.0, section 4, and RFC 8414, section 3.</summary>
internal static class OAuthMetadata
{
    /// <summary>Asks both places in turn: what a server shows where it has nothing to tell (a page with 200, say) is none of it.</summary>
    /// <exception cref="AxiosException">There are no metadata, or none that can be trusted.</exception>
    public static async ValueTask<Uri> TokenEndpointAsync(AxiosClient client, Uri authority, CancellationToken cancellationToken)
    {
        string[] places =
        [
            $"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration",
            $"{authority.GetLeftPart(UriPartial.Authority)}/.well-known/oauth-authorization-server{authority.AbsolutePath.TrimEnd('/')}",
        ];
        var tried = new List<string>();
        AxiosException? cause = null;
        foreach (var place in places)
        {
            try
            {
                var response = await client.GetAsync(place, cancellationToken: cancellationToken).ConfigureAwait(false);
                if (response.Ok && OAuthAnswer.Json(response) is { } metadata && OAuthAnswer.Text(metadata, "issuer") is { } said)
                {
                    return Read(response, metadata, said, authority.OriginalString.Trim().TrimEnd('/')); // RFC 8414, section 3.3: the same text
                }

                tried.Add($"{response.Method} {response.Uri} gave {response.StatusLine}{(response.Ok ? ", which is no JSON object with an issuer" : "")}");
            }
            catch (AxiosNetworkException e)
            {
                tried.Add(e.Message.TrimEnd('.'));
                cause = e;
            }
        }

        throw new AxiosException($"The authority {Secrets.Redact(authority)} has no metadata: {string.Join("; ", tried)}. Name the address that gives tokens by TokenUri.", cause);
    }

    /// <summary>An address to which secrets may be sent.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static Uri Checked(Uri uri, string name)
    {
        if (!uri.IsAbsoluteUri)
        {
            throw new ArgumentException($"The {name} '{Secrets.RedactMalformed(uri.OriginalString)}' is relative. Write it as https://host/path.");
        }

        RequestUri.Check(uri);
        return IsSafe(uri) ? uri : throw new ArgumentException($"The {name} {Secrets.Redact(uri)} is plain http, where anybody on the way can read the secret. Use https.");
    }

    private static Uri Read(AxiosResponse response, JsonElement metadata, string said, string issuer)
    {
        if (said.TrimEnd('/') != issuer)
        {
            throw Bad($"say that they are of '{said}', and not of {issuer}. Give that issuer as the Authority if it is the one that is meant.");
        }

        return OAuthAnswer.Text(metadata, "token_endpoint") is not { } endpoint || !Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) ? throw Bad("name no token_endpoint.")
            : uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || !IsSafe(uri) ? throw Bad($"name {Secrets.Redact(uri)} as the token_endpoint, which is not https.")
            : uri;

        AxiosException Bad(string problem) => new($"The metadata of the authorization server ({response.Uri}) {problem}");
    }

    private static bool IsSafe(Uri uri) => uri.Scheme == "https" || uri.IdnHost == "localhost" || (IPAddress.TryParse(uri.IdnHost, out var address) && IPAddress.IsLoopback(address));
}
