using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>
/// Redirects and cookies, above the transport and inside one attempt, so that they are right by origin (RFC 9110, section
/// 15.4): secrets are left behind when scheme, host or port change, and stay behind. The body of a redirect is not read.
/// </summary>
internal static class RedirectLoop
{
    public const int DefaultLimit = 10;

    /// <summary>Sends until an answer is no redirect; the request is changed from hop to hop.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<TransportResponse> SendAsync(TransportRequest request, RequestConfig config, RequestContext context, CancellationToken cancellationToken)
    {
        var limit = config.MaxRedirects ?? DefaultLimit;
        var jar = config.Cookies ?? context.Client.Cookies;
        List<Uri>? redirects = null;
        while (true)
        {
            OriginGuard.CheckEncrypted(request, config, redirects is not null);
            var givenCookie = request.Headers.Get("Cookie");
            CookieJar.Apply(jar, request, givenCookie);
            var answer = await (config.Substitute ?? context.Client.Sender).SendAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                CookieJar.Store(jar, request.Uri, answer);
                if (limit <= 0 || RedirectTarget.Location(answer) is not { } location)
                {
                    return answer;
                }

                if (redirects?.Count >= limit)
                {
                    throw RedirectTarget.Refusal(request, $"was redirected more than {limit} times. Raise MaxRedirects if that is meant.");
                }

                var hop = Prepare(request, answer.StatusCode, RedirectTarget.Of(request, location, config), redirects?.Count ?? 0, givenCookie, config);
                if (config.OnRedirect is { } hooks && !await RunAsync(hooks, hop, context, cancellationToken).ConfigureAwait(false))
                {
                    return answer;
                }

                (redirects ??= []).Add(hop.From);
                request.Redirects = redirects;
                (request.Method, request.Uri) = (hop.Method, hop.Target);
            }
            catch
            {
                answer.Dispose();
                throw;
            }

            answer.Dispose();
        }
    }

    // What the next request takes along. Its headers are ready before the hooks see them: what a hook adds is meant for this hop.
    private static RedirectHop Prepare(TransportRequest request, int status, Uri target, int before, string? givenCookie, RequestConfig config)
    {
        var changesOrigin = Origin.Of(target) != Origin.Of(request.Uri);
        var keeps = config.PreserveHttpMethodOnRedirect == true;
        var method = !keeps && (status == 303 && request.Method != "HEAD" || status is 301 or 302 && request.Method == "POST") ? "GET" : request.Method;
        if (method != request.Method || (status == 303 && !keeps))
        {
            request.Content = null;
            request.Headers.RemoveThoseOfBody();
        }
        else if (request.Content is not null && changesOrigin && config.AllowCrossOriginBody != true && !RedirectTarget.IsUpgrade(request.Uri, target))
        {
            throw RedirectTarget.Refusal(request, $"was redirected ({status}) to {Secrets.Redact(target)}, which is another origin: the body of the request is not sent there. Send it to that address, or set AllowCrossOriginBody.");
        }
        else if (request.Content is { CanRepeat: false })
        {
            throw RedirectTarget.Refusal(request, $"was redirected ({status}) to {Secrets.Redact(target)}, which wants the body once more: it is a stream that can be read only once, and it has been sent already. Send bytes, a file or a seekable stream, or send it to that address.");
        }

        request.Headers["Cookie"] = givenCookie; // the jar's are picked anew for the next address
        if (changesOrigin)
        {
            request.Headers.RemoveWhere(field => request.Headers.IsSecret(field) || field.Name.Equals("Host", StringComparison.OrdinalIgnoreCase));
            if (request.Connection is { Certificate: not null } connection && !RedirectTarget.IsUpgrade(request.Uri, target))
            {
                request.Connection = connection with { Certificate = null };
            }
        }

        return new(before + 1, status, request.Uri, target, method, request.Headers, changesOrigin);
    }

    private static async ValueTask<bool> RunAsync(IRedirectHook[] hooks, RedirectHop hop, RequestContext context, CancellationToken cancellationToken)
    {
        foreach (var hook in hooks)
        {
            try
            {
                await hook.OnRedirectAsync(hop, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                throw CallErrors.FromHook(e, $"The redirect hook '{hook}'", context);
            }

            if (!hop.Follow)
            {
                return false;
            }
        }

        return true;
    }
}
