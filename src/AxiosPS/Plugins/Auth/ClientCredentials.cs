using System.Net;
using System.Runtime.CompilerServices;
using System.Security;

namespace AxiosPS.Plugins;

/// <summary>
/// Gets tokens by the client credentials of OAuth 2 (RFC 6749, section 4.4). It asks through the transport of the client whose calls
/// want the token, with its proxy and its TLS settings, and without its hooks, headers, cookies, credentials and certificate. Redirects are not
/// followed; what passes (503, a lost connection) is tried twice more. A token without an expiry is kept until the server refuses it.
/// </summary>
public sealed class ClientCredentials : ITokenProvider
{
    private const int LargestAnswer = 1 << 20;

    private static readonly string[] Own = ["grant_type", "client_id", "client_secret", "scope", "audience", "resource"];

    private readonly SecureString secret;
    private readonly ConditionalWeakTable<AxiosClient, Uri> discovered = [];
    private readonly Uri? tokenUri;
    private readonly Uri? authority;
    private readonly QueryCollection parameters = new();

    /// <summary>Makes a provider, which needs a <see cref="TokenUri"/> or an <see cref="Authority"/> too.</summary>
    /// <param name="clientId">The name of this client at the authorization server.</param>
    /// <param name="clientSecret">Its secret there.</param>
    public ClientCredentials(string clientId, SecureString clientSecret)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentNullException.ThrowIfNull(clientSecret);
        ClientId = clientId;
        secret = clientSecret.Copy();
    }

    /// <summary>The name of this client at the authorization server.</summary>
    public string ClientId { get; }

    /// <summary>The address that gives the tokens. Default: what the metadata of <see cref="Authority"/> say.</summary>
    /// <exception cref="ArgumentException">It is not https, and not of this machine.</exception>
    public Uri? TokenUri
    {
        get => tokenUri;
        init => tokenUri = value is null ? null : OAuthMetadata.Checked(value, nameof(TokenUri));
    }

    /// <summary>The authorization server (its issuer), whose metadata name the address that gives the tokens: OpenID Connect Discovery 1.0, else RFC 8414. Default: none.</summary>
    /// <exception cref="ArgumentException">It is not https, and not of this machine.</exception>
    public Uri? Authority
    {
        get => authority;
        init => authority = value is null ? null : OAuthMetadata.Checked(value, nameof(Authority));
    }

    /// <summary>What the token is to allow. Default: what the server thinks fit.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whom the token is for, as <c>audience</c>. Default: none.</summary>
    public string? Audience { get; init; }

    /// <summary>Whom the token is for, as <c>resource</c> (RFC 8707). Default: none.</summary>
    public string? Resource { get; init; }

    /// <summary>More parameters for the form. Default: none.</summary>
    /// <exception cref="ArgumentException">One of them is set by this class itself.</exception>
    public QueryCollection Parameters
    {
        get => parameters;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (Own.FirstOrDefault(value.Contains) is { } own)
            {
                throw new ArgumentException($"'{own}' is not for further parameters: grant_type is client_credentials, and the others have options of their own.");
            }

            parameters = value.Copy();
        }
    }

    /// <summary>Whether id and secret stand in the form (client_secret_post) and not in a header (client_secret_basic). Default: false.</summary>
    public bool SecretInBody { get; init; }

    /// <inheritdoc/>
    public async ValueTask<AuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var client = Bare(request.Client);
        var endpoint = TokenUri ?? await DiscoverAsync(client, request.Client, cancellationToken).ConfigureAwait(false);
        var asked = request.Now;
        try
        {
            var response = await client.SendAsync(Call(endpoint), cancellationToken).ConfigureAwait(false);
            return OAuthAnswer.Read(response, asked, KnownSecrets.Of(Secrets.Reveal(secret), BasicValue()));
        }
        catch (AxiosException)
        {
            discovered.Remove(request.Client); // perhaps it is elsewhere by now; so too where it is silent, which ends by a cancellation
            throw;
        }
    }

    /// <summary>The client and where it asks.</summary>
    public override string ToString() => $"client credentials of '{ClientId}' at {Secrets.Redact((TokenUri ?? Authority)?.ToString() ?? "(nowhere)")}";

    private async ValueTask<Uri> DiscoverAsync(AxiosClient client, AxiosClient owner, CancellationToken cancellationToken)
    {
        if (discovered.TryGetValue(owner, out var known))
        {
            return known;
        }

        var found = await OAuthMetadata.TokenEndpointAsync(
            client, Authority ?? throw new InvalidOperationException("it knows no address: set TokenUri or Authority."), cancellationToken).ConfigureAwait(false);
        discovered.AddOrUpdate(owner, found);
        return found;
    }

    private static AxiosClient Bare(AxiosClient owner) => new(new AxiosClientOptions
    {
        Transport = owner.Sender,
        TimeProvider = owner.TimeProvider,
        Connection = owner.Defaults.Connection?.WithoutIdentity(),
        Timeout = Timeout.InfiniteTimeSpan, // the plugin's own ends it
        MaxRedirects = 0,
        MaxResponseBytes = LargestAnswer,
        MaxRetries = 2,
        RetryUnsafeMethods = true, // a token that nobody has heard of does no harm
        RetryStrategy = new FixedRetryStrategy(TimeSpan.FromMilliseconds(500)),
        MaxRetryAfter = TimeSpan.FromSeconds(5),
    });

    private RequestConfig Call(Uri endpoint)
    {
        var form = new QueryCollection { ["grant_type"] = "client_credentials" };
        form["scope"] = Scopes.Count == 0 ? null : string.Join(' ', Scopes);
        form["audience"] = Audience;
        form["resource"] = Resource;
        form.SetAll(parameters, FieldScope.Hook);
        var call = new RequestConfig { Method = "POST", Uri = endpoint.AbsoluteUri, UrlEncoded = form };
        call.Headers["Accept"] = MediaTypes.Json;
        if (SecretInBody)
        {
            (form["client_id"], form["client_secret"]) = (ClientId, secret);
        }
        else
        {
            call.Headers["Authorization"] = $"{BasicCredentials.Scheme} {BasicValue()}";
        }

        return call;
    }

    // RFC 6749, section 2.3.1: both are form-encoded first.
    private string BasicValue() => BasicCredentials.Encode($"{WebUtility.UrlEncode(ClientId)}:{WebUtility.UrlEncode(Secrets.Reveal(secret))}");
}
