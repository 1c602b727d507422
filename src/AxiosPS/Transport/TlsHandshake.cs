using System.Net;
using System.Net.Security;
using System.Security.Authentication;

namespace AxiosPS;

/// <summary>
/// The TLS handshake of a connection without a proxy in between. The handler can do it itself, but not under the token of the
/// call; it takes an <see cref="SslStream"/> as it is. Options that its own handshake would need belong here too.
/// </summary>
internal static class TlsHandshake
{
    public static bool IsDirect(HttpRequestMessage message, DnsEndPoint end) =>
        message.RequestUri is { Scheme: "https" } uri && uri.IdnHost == end.Host && uri.Port == end.Port;

    public static async ValueTask<Stream> RunAsync(Stream stream, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream);
        try
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = HostOf(message) }, cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (Exception e)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            if (e is OperationCanceledException or AuthenticationException)
            {
                throw;
            }

            throw new AuthenticationException(e.Message, e); // by this type the handler knows a failed handshake
        }
    }

    // A Host header of the caller's names the server, as it does for the handler.
    private static string HostOf(HttpRequestMessage message) =>
        message.Headers.Host is { Length: > 0 } given && Uri.TryCreate($"https://{given}", UriKind.Absolute, out var host) ? host.IdnHost : message.RequestUri!.IdnHost;
}
