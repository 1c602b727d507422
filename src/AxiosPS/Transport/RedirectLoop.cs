using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>
/// Redirects and cookies, above the transport and inside one attempt, so that they are right by origin (RFC 9110, section
/// 15.4): secrets are left behind when scheme, host or port change, and stay behind.
/// </summary>
internal static class RedirectLoop
{
    /// <summary>Sends until an answer is no redirect; the request is changed from hop to hop.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<(TransportResponse Answer, IReadOnlyList<Uri>? Redirects)> SendAsync(
        TransportRequest request, RequestConfig config, AxiosClient client, CancellationToken cancellationToken)
    {
        var limit = config.MaxRedirects ?? 10;
        List<Uri>? redirects = null;
        var cookieHeader = request.Headers.Get("Cookie");
        while (true)
        {
            CookieJar.Apply(client.Cookies, request, cookieHeader);
            var answer = await client.Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
            try
            {
                CookieJar.Store(client.Cookies, request.Uri, answer);
            }
            catch
            {
                answer.Dispose();
                throw;
            }

            if (limit <= 0 || !IsRedirect(answer.StatusCode) || answer.Headers.Get("Location") is not { } location)
            {
                return (answer, redirects);
            }

            answer.Dispose();
            var line = AxiosException.Line(request.Method, request.Uri);
            if (redirects?.Count >= limit)
            {
                throw new AxiosNetworkException($"{line} was redirected more than {limit} times. Raise MaxRedirects if that is meant.", NetworkFailure.Redirect);
            }

            (redirects ??= []).Add(Secrets.Masked(request.Uri));
            var target = Target(request.Uri, location, line);
            if (Origin.Of(target) != Origin.Of(request.Uri))
            {
                OriginGuard.StripAll(request.Headers);
                request.Headers.Remove("Host");
                cookieHeader = null;
            }

            Rewrite(request, answer.StatusCode);
            request.Uri = target;
        }
    }

    private static bool IsRedirect(int status) => status is 301 or 302 or 303 or 307 or 308;

    private static Uri Target(Uri current, string location, string line)
    {
        if (!Uri.TryCreate(current, location, out var target) || target.Scheme is not ("http" or "https"))
        {
            throw new AxiosNetworkException($"{line} was redirected to '{Secrets.Redact(location)}', which is no http or https address.", NetworkFailure.Redirect);
        }

        if (current.Scheme == "https" && target.Scheme == "http")
        {
            throw new AxiosNetworkException($"{line} was redirected from https to {Secrets.Redact(target)}, which is not encrypted. That is not followed.", NetworkFailure.Redirect);
        }

        return target.UserInfo.Length == 0 ? target : new UriBuilder(target) { UserName = "", Password = "" }.Uri;
    }

    private static void Rewrite(TransportRequest request, int status)
    {
        var becomesGet = status == 303 ? request.Method is not ("GET" or "HEAD") : status is 301 or 302 && request.Method == "POST";
        if (!becomesGet)
        {
            return;
        }

        request.Method = "GET";
        request.Content = null;
        foreach (var name in request.Headers.Names)
        {
            if (name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.Remove(name);
            }
        }
    }
}
