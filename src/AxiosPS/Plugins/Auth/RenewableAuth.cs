using System.Runtime.CompilerServices;

namespace AxiosPS.Plugins;

/// <summary>
/// Credentials that a provider gives: stamped on the call before anything else sees it, anew for each further attempt, and once more
/// where the server has refused them. A stamp is told from others by its very object, which goes along with every copy of a config.
/// </summary>
internal sealed class RenewableAuth(AxiosClient client, TokenPlacement placement, TokenSource tokens) : IMiddleware, ICredentialRenewer
{
    private readonly ConditionalWeakTable<object, AuthStamp> stamps = [];

    public async ValueTask<RequestConfig?> StampAsync(RequestConfig config, CancellationToken cancellationToken)
    {
        placement.MarkSecret(config);
        var isOpen = placement.Find(config) is { } value ? stamps.TryGetValue(value, out _) : !placement.IsTakenAway(config);
        if (isOpen && !tokens.IsAskedHere && TokenPlacement.IsAtHome(config, client))
        {
            Stamp(config, await tokens.GetAsync(cancellationToken).ConfigureAwait(false));
        }

        return null;
    }

    public async ValueTask<RequestConfig?> RefreshAsync(RequestConfig config, CancellationToken cancellationToken)
    {
        if (StampOf(config) is { } stamp && !tokens.TryUse(stamp))
        {
            tokens.TryUse(Stamp(config, await tokens.GetAsync(cancellationToken).ConfigureAwait(false)));
        }

        return null;
    }

    public async Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
    {
        var response = await next(context).ConfigureAwait(false);
        if (response is not { StatusCode: 401 } || StampOf(context.Sent ?? context.Config) is not { } refused || !IsOfHome(response, context))
        {
            return response!; // a middleware further in that gave nothing is the engine's to report
        }

        if (context.Content is { CanRepeat: false })
        {
            Host.Verbose?.Invoke($"{context}: the token was refused (401); not sent again with another, for the body is a stream that can be read only once");
            return response;
        }

        HeldToken token;
        try
        {
            token = await tokens.RenewAsync(refused, context.CancellationToken).ConfigureAwait(false);
        }
        catch (AxiosHookException e)
        {
            e.Response ??= response;
            throw;
        }

        if (token.Value == refused.Value || !TryStamp(context, token))
        {
            Host.Verbose?.Invoke($"{context}: the token was refused (401), and there is no other");
            return response;
        }

        Host.Verbose?.Invoke($"{context}: the token was refused (401); sent again with another");
        response.Stream?.Dispose();
        return await next(context).ConfigureAwait(false);
    }

    public bool Renews(RequestConfig config) => StampOf(config) is not null;

    private AuthStamp? StampOf(RequestConfig config) => placement.Find(config) is { } value && stamps.TryGetValue(value, out var stamp) ? stamp : null;

    private AuthStamp Stamp(RequestConfig config, HeldToken token)
    {
        var stamp = tokens.Stamp(token);
        stamps.Add(placement.Put(config, token.Value), stamp);
        if (!config.Renewers.Contains(this))
        {
            config.Renewers = [.. config.Renewers, this];
        }

        return stamp;
    }

    // An address that a middleware has rewritten keeps the old token, if that stands in it.
    private bool TryStamp(RequestContext context, HeldToken token)
    {
        if (placement.IsQuery && context.Resolve(context.Config) != context.Uri)
        {
            return false;
        }

        Stamp(context.Config, token);
        if (placement.IsQuery)
        {
            context.Uri = context.Resolve(context.Config);
        }

        return true;
    }

    // Elsewhere the token was never seen: it stays behind where the origin changes, and does not come back.
    private bool IsOfHome(AxiosResponse response, RequestContext context)
    {
        var home = client.BaseOrigin ?? context.CallOrigin() ?? Origin.Of(context.Uri);
        return Origin.Of(response.Config is null ? context.Uri : response.Address) == home && response.Redirects.All(hop => Origin.Of(hop) == home);
    }
}
