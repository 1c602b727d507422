using System.Globalization;

namespace AxiosPS.Commands;

/// <summary>
/// What to type next, where an error alone does not say it: PowerShell 7.5 and later print it below the message. One or two lines, and only
/// what may help with this very error.
/// </summary>
internal static class Remedies
{
    public static string? For(Exception exception) => exception switch
    {
        AxiosStatusException e => ForStatus(e.Response!),
        AxiosTimeoutException e => ForTimeout(e.Clock),
        AxiosNetworkException { Uri: { } uri } e => ForNetwork(e.Failure, uri, e.Message),
        AxiosUnmatchedException => "Add the route: New-AxiosMockTransport @{ Uri = '/…'; Json = @{} }, or let -Default 404 answer what none matches.",
        AxiosHookException or AxiosFileException or AxiosCanceledException or AxiosRefusedException => null,
        AxiosException { IsOfBody: false, Response: { Stream: null, File: null } } => "-As Text gives the body as it came.",
        ObjectDisposedException => "$api = New-AxiosClient https://…",
        _ => null,
    };

    private static string? ForStatus(AxiosResponse response) => response.StatusCode switch
    {
        401 => ForChallenge(response),
        407 => "Tell the proxy who you are: -ProxyCredential (Get-Credential), or -ProxyUseDefaultCredentials.",
        405 or 501 when Methods.Misspelt(response.Method) is { } meant => $"Did you mean -Method {meant}?",
        405 when response.Headers["Allow"] is string allowed => $"It takes {HttpTokens.Visible(allowed)}: -Method says which.",
        415 => "-ContentType says what the body is; -Json, -UrlEncoded and -Form say it by themselves.",
        >= 300 and <= 399 when response.Config?.MaxRedirects == 0 && response.Headers["Location"] is not null => "-MaxRedirects 10 follows it.",
        var status when RetryPolicy.DefaultStatuses.Contains(status) && response.Config is { } config && (config.MaxRetries ?? 0) == 0 && status != 500 => ForRetry(status, Methods.Normalize(config.Method)),
        _ => null,
    };

    private static string ForChallenge(AxiosResponse response)
    {
        if (response.Config?.Headers.Contains("Authorization") == true)
        {
            return "The Authorization header that was sent was refused. New-AxiosAuthPlugin renews a token that ends.";
        }

        var challenge = response.Headers["WWW-Authenticate"]?.ToString() ?? "";
        return challenge.StartsWith("Basic", StringComparison.OrdinalIgnoreCase) ? "Say who asks: -Authentication Basic -Credential (Get-Credential)."
            : challenge.StartsWith("Negotiate", StringComparison.OrdinalIgnoreCase) || challenge.StartsWith("NTLM", StringComparison.OrdinalIgnoreCase) || challenge.StartsWith("Digest", StringComparison.OrdinalIgnoreCase)
                ? "Say who asks: -Credential (Get-Credential), or -UseDefaultCredentials."
            : "Say who asks: -Authentication Bearer -Token (Read-Host -AsSecureString), or New-AxiosAuthPlugin for all calls of a client.";
    }

    private static string ForRetry(int status, string method)
    {
        var wait = status == 429 ? ", and waits as long as Retry-After says" : "";
        var again = Methods.IsIdempotent(method) ? "" : $". Add -RetryUnsafeMethods if {method} may be done twice";
        return $"-MaxRetries 3 tries again{wait}{again}.";
    }

    private static string ForTimeout(TimeoutClock clock) => clock switch
    {
        TimeoutClock.Attempt => "-AttemptTimeoutSec gives each attempt more time, -MaxRetries 3 tries again.",
        TimeoutClock.Connect => "New-AxiosClient -ConnectTimeoutSec gives it more time. Behind a proxy: -Proxy http://…",
        TimeoutClock.Read => "-ReadTimeoutSec says how long a body may stand still; 0 means no limit.",
        _ => "-TimeoutSec gives it more time; 0 means no limit.",
    };

    private static string? ForNetwork(NetworkFailure failure, Uri uri, string message)
    {
        var isOfProxy = message.Contains("the proxy ", StringComparison.Ordinal);
        var port = uri.Port.ToString(CultureInfo.InvariantCulture);
        return failure switch
        {
            NetworkFailure.NameResolution or NetworkFailure.Connect when isOfProxy => "-NoProxy goes without the proxy, -Proxy http://… takes another. HTTP_PROXY and HTTPS_PROXY are where it may come from.",
            NetworkFailure.Proxy => "-ProxyCredential (Get-Credential) tells it who you are, -NoProxy goes without it.",
            NetworkFailure.NameResolution => $"Is '{uri.Host}' spelled right? Behind a proxy: -Proxy http://…",
            NetworkFailure.Connect when message.Contains("the socket ", StringComparison.Ordinal) => null,
            NetworkFailure.Connect => $"Is the server running? Test-Connection {uri.DnsSafeHost} -TcpPort {port} looks for it. Behind a proxy: -Proxy http://…",
            NetworkFailure.Tls => (uri.IsDefaultPort ? "" : $"Does it speak TLS at all? http://{uri.Authority} goes without. ")
                + "A CA of your own: -RootCertificate ./ca.pem. A client certificate: -Certificate. In tests alone: -SkipCertificateCheck.",
            NetworkFailure.ConnectionLost => "-MaxRetries 3 tries again; a download to a file goes on with -Resume.",
            _ => null,
        };
    }
}
