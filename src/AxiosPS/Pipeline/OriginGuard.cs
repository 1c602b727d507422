using System.Net;

namespace AxiosPS;

/// <summary>
/// Keeps secrets with the origin that they were meant for: those of a call with the origin that the call names, those of a
/// client or a hook with the client's base (or, where it has none, with the origin of the call).
/// </summary>
internal static class OriginGuard
{
    /// <summary>Removes the secrets that are not meant for the target; false if there were none.</summary>
    public static bool Strip(FieldCollection fields, Uri target, RequestContext context)
    {
        List<string>? stripped = null;
        Origin? call = null;
        foreach (var field in fields.Fields)
        {
            if (!fields.IsSecret(field))
            {
                continue;
            }

            call ??= context.CallOrigin() ?? Origin.Of(target);
            var meantFor = field.Scope == FieldScope.Call ? call : context.Client.BaseOrigin ?? call;
            if (meantFor != Origin.Of(target))
            {
                (stripped ??= []).Add(field.Name);
            }
        }

        stripped?.ForEach(fields.Remove);
        return stripped is not null;
    }

    /// <summary>The credentials of a config with the origin that they are meant for, null if it has none: those of the client for its base, those of a call for what the call names.</summary>
    public static OriginCredentials? CredentialsOf(RequestConfig config, Uri target, RequestContext context)
    {
        if (config.Connection?.Credentials is not { } credentials)
        {
            return null;
        }

        return new(credentials, MeantFor(ReferenceEquals(credentials, context.Client.Defaults.Connection?.Credentials), target, context));
    }

    /// <summary>How to connect: without the client certificate where the target is another origin than the one that it is meant for.</summary>
    public static ConnectionOptions? ConnectionOf(RequestConfig config, Uri target, RequestContext context)
    {
        if (config.Connection is not { Certificate: { } certificate } connection)
        {
            return config.Connection;
        }

        var meantFor = MeantFor(ReferenceEquals(certificate, context.Client.Defaults.Connection?.Certificate), target, context);
        return meantFor == Origin.Of(target) ? connection : connection with { Certificate = null };
    }

    /// <summary>Why a request must not go out as it is, null if it may: secrets over plain http are anybody's on the way.</summary>
    public static string? Unencrypted(string method, Uri uri, HeaderCollection headers, RequestConfig config, OriginCredentials? credentials, RequestContent? content, bool isRedirect = false)
    {
        if (uri.Scheme == "https" || config.AllowUnencryptedAuthentication == true || SecretOf(headers, uri, credentials, content, isRedirect) is not { } secret
            || config.Connection?.UnixSocket is not null || IsThisMachine(uri))
        {
            return null;
        }

        return $"{AxiosException.Line(method, uri)} would send {secret} over plain http, where anybody on the way can read it. Use https, or -AllowUnencryptedAuthentication if that is meant.";
    }

    /// <summary>The last look, at what hooks and redirects have made of a request since its own was taken.</summary>
    /// <exception cref="AxiosHookException">A hook has made it send a secret over plain http.</exception>
    /// <exception cref="AxiosNetworkException">A redirect alone has.</exception>
    public static void CheckEncrypted(TransportRequest request, RequestConfig config, bool isRedirect)
    {
        if (Unencrypted(request.Method, request.Uri, request.Headers, config, request.Credentials, request.Content, isRedirect) is { } problem)
        {
            throw isRedirect && config.OnRedirect is not { Length: > 0 }
                ? new AxiosNetworkException($"The call was redirected: {problem}", NetworkFailure.Redirect)
                : new AxiosHookException("A hook", $"has changed the call: {problem}");
        }
    }

    /// <summary>The very last look: what may go in the clear to this machine may not by way of a proxy on another.</summary>
    /// <exception cref="AxiosNetworkException">A secret would.</exception>
    public static void CheckProxy(TransportRequest request, Uri proxy)
    {
        if (request.Uri.Scheme == "http" && !request.AllowUnencrypted && !IsThisMachine(proxy) && SecretOf(request.Headers, request.Uri, request.Credentials, request.Content, isRedirect: !IsThisMachine(request.Uri)) is { } secret)
        {
            throw new AxiosNetworkException($"{AxiosException.Line(request.Method, request.Uri)} would send {secret} over plain http to the proxy {Secrets.Redact(proxy)}. Leave the proxy out (-NoProxy), or -AllowUnencryptedAuthentication if that is meant.", NetworkFailure.Proxy);
        }
    }

    /// <summary>Looks at a call before anything of it is sent.</summary>
    /// <exception cref="ArgumentException">A secret would go over plain http, or one of a form to another origin than the one it is meant for.</exception>
    public static void Check(RequestContext context)
    {
        var (method, uri, config) = (context.Method, context.Uri, context.Config);
        if ((Unencrypted(method, uri, config.Headers, config, CredentialsOf(config, uri, context), context.Content) ?? Misplaced(method, uri, context.Content, config, context)) is { } problem)
        {
            throw new ArgumentException(problem);
        }
    }

    /// <summary>The last look at a body, of which nothing can be left behind.</summary>
    public static void CheckBody(string method, Uri uri, RequestContent? content, RequestConfig config, RequestContext context)
    {
        if (Misplaced(method, uri, content, config, context) is { } problem)
        {
            throw new AxiosHookException("A hook", $"has changed the call: {problem}");
        }
    }

    private static string? Misplaced(string method, Uri uri, RequestContent? content, RequestConfig config, RequestContext context)
    {
        if (content is not { HoldsSecret: true } || config.AllowCrossOriginBody == true || context.CallOrigin() is not { } meantFor
            || meantFor == Origin.Of(uri) || meantFor.IsUpgradedTo(Origin.Of(uri)))
        {
            return null;
        }

        return $"{AxiosException.Line(method, uri)} would send a SecureString in its form to another origin than {meantFor}, which the call has named. Name that address in the call, or set AllowCrossOriginBody if that is meant.";
    }

    private static Origin MeantFor(bool isClients, Uri target, RequestContext context) =>
        (isClients ? context.Client.BaseOrigin : null) ?? context.CallOrigin() ?? Origin.Of(target);

    private static string? SecretOf(HeaderCollection headers, Uri uri, OriginCredentials? credentials, RequestContent? content, bool isRedirect)
    {
        foreach (var field in headers.Fields)
        {
            if (headers.IsSecret(field))
            {
                return $"the secret header '{field.Name}'";
            }
        }

        return Secrets.Hides(uri) ? "a SecureString in its address"
            : content is { HoldsSecret: true } ? "a SecureString in its form"
            : credentials?.Origin == Origin.Of(uri) ? "what answers a challenge (Credentials)"
            : !isRedirect && Secrets.CredentialIn(uri) is { } name ? $"the query parameter '{HttpTokens.Visible(name)}'" // what a redirect has there, its server has sent in the open
            : null;
    }

    // No name but this one is sure to stay here (RFC 6761, section 6.3).
    private static bool IsThisMachine(Uri uri) =>
        IPAddress.TryParse(uri.IdnHost, out var address) ? IPAddress.IsLoopback(address) : uri.IdnHost == "localhost";
}
