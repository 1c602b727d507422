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
        AxiosStatusException e => ForStatus(e.Response!) ?? RetryAdvice.For(e),
        AxiosTimeoutException e => Join(ForTimeout(e.Clock), RetryAdvice.For(e)),
        AxiosNetworkException { Failure: NetworkFailure.Tls, Uri: { } uri } e => TlsAdvice.For(e, uri),
        AxiosNetworkException { Uri: { } uri } e => Join(ForNetwork(e.Failure, uri, e.Message), RetryAdvice.For(e)),
        AxiosUnmatchedException => "Add the route: New-AxiosMockTransport @{ Uri = '/…'; Json = @{} }, or let -Default 404 answer what none matches.",
        AxiosHookException or AxiosFileException or AxiosCanceledException or AxiosRefusedException => null,
        AxiosException { IsOfBody: false, Response: { Stream: null, File: null } } => "-As Text gives the body as it came.",
        ObjectDisposedException => "$api = New-AxiosClient https://…",
        _ => null,
    };

    private static string? Join(string? first, string? second) => first is null || second is null ? first ?? second : $"{first} {second}";

    private static string? ForStatus(AxiosResponse response) => response.StatusCode switch
    {
        401 => ForChallenge(response),
        407 => "Tell the proxy who you are: -ProxyCredential (Get-Credential), or -ProxyUseDefaultCredentials.",
        405 or 501 when Methods.Misspelt(response.Method) is { } meant => $"Did you mean -Method {meant}?",
        405 when response.Headers["Allow"] is string allowed => $"It takes {HttpTokens.Visible(allowed)}: -Method says which.",
        415 => "-ContentType says what the body is; -Json, -UrlEncoded and -Form say it by themselves.",
        >= 300 and <= 399 when response.Config?.MaxRedirects == 0 && response.Headers["Location"] is not null => "-MaxRedirects 10 follows it.",
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

    private static string ForTimeout(TimeoutClock clock) => clock switch
    {
        TimeoutClock.Attempt => "-AttemptTimeoutSec gives each attempt more time.",
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
            NetworkFailure.ConnectionLost => "A download to a file goes on with -Resume.",
            _ => null,
        };
    }
}
