using System.Runtime.CompilerServices;
using System.Security;

namespace AxiosPS.Plugins;

/// <summary>
/// Says who asks: with a token that stays the same, or with one that a provider gives. The credentials are on the request before any
/// middleware sees it, whatever the order of the plugins, so that a cache or a dedupe tells callers apart by them. A token with an
/// expiry is the client's: it is kept until shortly before that, and all calls share it, whoever makes them; one without is asked for
/// by each call for itself. Each further attempt has a token that is
/// good by then. When the server refuses one (401), another is got once for all calls that were sent with it, and each is sent once more;
/// a second 401 is the answer, and so is one to what cannot change or to a body that can be sent only once.
/// </summary>
/// <remarks>
/// A call keeps the credentials that it brings, and a header that it sets to null stays away; then a 401 is its own affair too.
/// Tokens are sent to the origin of the client's base alone or, where the client has none, to the one that the call names. What a
/// provider asks through the client goes out without a token. The middleware that answers a 401 stands where the plugin is attached: what is
/// attached before it (a log, a clock, a dedupe) sees one call, what is attached after it (a cache, say) sees the one that was
/// refused and the one with the new token. Both orders are right.
/// </remarks>
public sealed class AuthPlugin : IAxiosPlugin
{
    private readonly ConditionalWeakTable<AxiosClient, TokenSource> sources = [];
    private readonly ITokenProvider? provider;
    private readonly string? token;
    private readonly AuthOptions options;
    private readonly TokenPlacement placement;

    /// <summary>A plugin that sends what a provider gives. One instance may serve several clients; they share nothing.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public AuthPlugin(ITokenProvider provider, AuthOptions? options = null)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(provider);
        PluginContract.Check(provider);
        this.provider = provider;
    }

    /// <summary>A plugin that always sends the same token.</summary>
    /// <exception cref="ArgumentException">The scheme stands in the token already, or the options contradict each other.</exception>
    public AuthPlugin(AuthToken token, AuthOptions? options = null)
        : this(options)
    {
        ArgumentNullException.ThrowIfNull(token);
        this.token = placement.Checked(token.Value);
    }

    private AuthPlugin(AuthOptions? options)
    {
        this.options = options ?? new();
        placement = new(this.options);
    }

    /// <summary>What it sends, the secret masked.</summary>
    public string Sends => placement.ToString();

    /// <summary>A plugin that sends user and password in every request (RFC 7617), in UTF-8.</summary>
    /// <exception cref="ArgumentException">The user name holds a colon.</exception>
    public static AuthPlugin Basic(string user, SecureString password)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        return new(new AuthToken(BasicCredentials.Encode(user, password)), new() { Scheme = BasicCredentials.Scheme });
    }

    /// <summary>
    /// Drops the tokens of all its clients: the next call asks for one. Calls on their way keep theirs. A token that stays the same is none of these.
    /// </summary>
    public void Clear()
    {
        foreach (var (_, tokens) in sources)
        {
            tokens.Clear();
        }
    }

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var named = new HookOptions { Name = nameof(AuthPlugin) };
        if (provider is null)
        {
            client.Interceptors.Request.Use(config => Stamp(config, client), named);
            return;
        }

        var tokens = new TokenSource(provider, client, options);
        sources.AddOrUpdate(client, tokens);
        var auth = new RenewableAuth(client, placement, tokens);
        client.Interceptors.Request.Use(auth.StampAsync, null, named);
        client.Use(auth, named);
        client.Interceptors.Request.Use(auth.RefreshAsync, null, new() { Name = nameof(AuthPlugin), EachAttempt = true });
    }

    /// <summary>What it sends, the secret masked.</summary>
    public override string ToString() => $"{nameof(AuthPlugin)} {Sends}";

    private void Stamp(RequestConfig config, AxiosClient client)
    {
        placement.MarkSecret(config);
        if (placement.Find(config) is null && !placement.IsTakenAway(config) && TokenPlacement.IsAtHome(config, client))
        {
            placement.Put(config, token!);
        }
    }
}
