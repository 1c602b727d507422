using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AxiosPS;

/// <summary>
/// The TLS handshake of a connection without a proxy in between. The handler can do it itself, but not under the token of the
/// call; it takes an <see cref="SslStream"/> as it is. Behind a proxy, and for HTTP/3, it does do it itself, by the same options.
/// </summary>
internal static class TlsHandshake
{
    public static bool IsDirect(HttpRequestMessage message, DnsEndPoint end) =>
        message.RequestUri is { Scheme: "https" } uri && uri.IdnHost == end.Host && uri.Port == end.Port;

    /// <summary>What every handshake by these options has in common.</summary>
    public static SslClientAuthenticationOptions Options(ConnectionOptions wishes) => new()
    {
        EnabledSslProtocols = wishes.SslProtocol ?? SslProtocols.None,
        #pragma warning disable CA5359 // it is asked for by its name
        RemoteCertificateValidationCallback = wishes.SkipCertificateCheck == true ? ServerCertificate.IsAny : ServerCertificate.IsTrusted,
        #pragma warning restore CA5359
        LocalCertificateSelectionCallback = wishes.Certificate is { } certificate ? (_, _, _, _, _) => certificate : null,
        CertificateChainPolicy = wishes.RootCertificates is { } roots ? Policy(roots) : null,
    };

    public static async ValueTask<Stream> RunAsync(Stream stream, HttpRequestMessage message, ConnectionOptions wishes, CancellationToken cancellationToken)
    {
        var secure = new SslStream(stream);
        try
        {
            var options = Options(wishes);
            options.TargetHost = HostOf(message);
            options.ApplicationProtocols = ProtocolsOf(message);
            await secure.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
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

    // Only these roots count; who is revoked is not asked over the network, as by default.
    private static X509ChainPolicy Policy(IReadOnlyList<X509Certificate2> roots)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(roots.ToArray());
        return policy;
    }

    // The versions of HTTP to choose from, as the handler offers them.
    private static List<SslApplicationProtocol>? ProtocolsOf(HttpRequestMessage message) => (message.Version.Major >= 2, message.VersionPolicy) switch
    {
        (true, not HttpVersionPolicy.RequestVersionOrLower) => [SslApplicationProtocol.Http2],
        (true, _) or (_, HttpVersionPolicy.RequestVersionOrHigher) => [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
        _ => null,
    };

    // A Host header of the caller's names the server, as it does for the handler.
    private static string HostOf(HttpRequestMessage message) =>
        message.Headers.Host is { Length: > 0 } given && Uri.TryCreate($"https://{given}", UriKind.Absolute, out var host) ? host.IdnHost : message.RequestUri!.IdnHost;
}
