namespace AxiosPS.Plugins;

/// <summary>Where a token stands in a request.</summary>
internal sealed class TokenPlacement
{
    private readonly string name;
    private readonly string? scheme;
    private readonly bool isQuery;

    /// <exception cref="ArgumentException">Two places are named, or one has no proper name.</exception>
    public TokenPlacement(AuthOptions options)
    {
        if (options is { Header: not null, QueryName: not null })
        {
            throw new ArgumentException("Header and QueryName are two places for one token. Leave one of them out.");
        }

        isQuery = options.QueryName is not null;
        name = options.QueryName ?? options.Header ?? "Authorization";
        scheme = isQuery || options.Header is not null ? null : options.Scheme;
        if (name.Length == 0)
        {
            throw new ArgumentException("The name of the header or the query parameter for the token is empty.");
        }

        if (!isQuery && !IsToken(name))
        {
            throw new ArgumentException($"'{HttpTokens.Visible(name)}' is no header name.");
        }

        if (scheme is not null && !IsToken(scheme))
        {
            throw new ArgumentException($"'{HttpTokens.Visible(scheme)}' is no scheme: it is one word, such as Bearer or ApiKey.");
        }
    }

    public bool IsQuery => isQuery;

    /// <summary>The value that stands there, as the very object; null if there is none.</summary>
    public object? Find(RequestConfig config) =>
        isQuery ? config.HasQuery ? config.Query.Find(name)?.Value : null : config.Headers.Find(name)?.Value;

    /// <summary>Whether the call wants none there, or has written one into its address.</summary>
    public bool IsTakenAway(RequestConfig config) => isQuery
        ? config.Query.IsTakenAway(name) || IsInAddress(config.Uri) || IsInAddress(config.BaseUri)
        : config.Headers.IsTakenAway(name);

    /// <summary>Whether the call goes to where the client's secrets are meant for.</summary>
    public static bool IsAtHome(RequestConfig config, AxiosClient client) =>
        client.BaseOrigin is not { } home || RequestUri.OriginOf(config.BaseUri, config.Uri) is not { } target || target == home;

    /// <exception cref="ArgumentException">The scheme stands in the token already.</exception>
    public string Checked(string token) => scheme is not null && token.StartsWith(scheme + " ", StringComparison.OrdinalIgnoreCase)
        ? throw new ArgumentException($"The token begins with '{scheme} ', and the scheme is put before it anyway. Give it without.")
        : token;

    /// <summary>Puts the token there, and gives the object that now is its value.</summary>
    /// <exception cref="ArgumentException">The scheme stands in the token already.</exception>
    public object Put(RequestConfig config, string token)
    {
        Checked(token);
        if (isQuery)
        {
            config.Query[name] = Secrets.Secure(token); // masked whatever its name
            return config.Query.Find(name)!.Value;
        }

        config.Headers[name] = scheme is null ? new string(token.AsSpan()) : $"{scheme} {token}"; // each time another object
        return config.Headers.Find(name)!.Value;
    }

    /// <summary>Declares the header a secret, the call's own too.</summary>
    public void MarkSecret(RequestConfig config)
    {
        if (!isQuery)
        {
            config.Headers.MarkSecret(name);
        }
    }

    public override string ToString() => isQuery ? $"?{name}={Secrets.Mask}" : scheme is null ? $"{name}: {Secrets.Mask}" : $"{name}: {scheme} {Secrets.Mask}";

    private bool IsInAddress(string? uri) => uri is not null && uri.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark
        && uri[(mark + 1)..].Split('#')[0].Split('&').Any(pair => Uri.UnescapeDataString(pair.Split('=')[0]) == name);

    private static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(HttpTokens.Characters);
}
