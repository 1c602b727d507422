namespace AxiosPS.Plugins;

/// <summary>What must be equal for two calls to share one: who asks, for what, over which connection, and with which settings.</summary>
internal readonly record struct DedupeKey(string Method, string Uri, string Credentials, string Cookies, string Headers, ConnectionOptions? Connection, DedupeSettings Settings)
{
    /// <summary>The key of a call, null if it must not be shared.</summary>
    public static DedupeKey? Of(RequestContext context, ComparedHeaders compared) =>
        context.Method is "GET" or "HEAD" && context.Content is null && context.Config is { Stream: not true, OutFile: null }
            ? new(
                context.Method,
                context.Uri.AbsoluteUri,
                RequestContext.LastingFingerprintOf(context.Config),
                context.CookieFingerprint,
                compared.Of(context.Headers),
                context.Config.Connection,
                DedupeSettings.Of(context.Config, context.Client))
            : null;

    /// <summary>
    /// Whether a call went out as the one who it was then. What renews credentials does so for all who have them from it; a hook further in that
    /// puts on others may know more callers.
    /// </summary>
    public bool IsOfSent(RequestContext context)
    {
        var sent = context.Sent ?? context.Config;
        return sent.IsRenewable || RequestContext.LastingFingerprintOf(sent) == Credentials;
    }
}
