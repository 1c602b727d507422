using System.Management.Automation;
using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AxiosPS.Commands;

/// <summary>The parameters that say how connections are made.</summary>
public abstract partial class RequestOptionsCommand
{
    /// <summary>The proxy: http, https, socks4, socks4a or socks5. Default: what the environment says (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY), else the system.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? Proxy { get; set; }

    /// <summary>What the proxy is told, and nobody else.</summary>
    [Parameter]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Tell the proxy who the current user is.</summary>
    [Parameter]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Hosts that the proxy is not used for, spelled as in NO_PROXY.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[]? ProxyBypass { get; set; }

    /// <summary>Use no proxy, whatever the environment says.</summary>
    [Parameter]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>Take any certificate of a server. For tests alone: anybody may then read along.</summary>
    [Parameter]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>The client certificate, with its private key.</summary>
    [Parameter]
    [ValidateNotNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The thumbprint of a client certificate in the personal store of the current user.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CertificateThumbprintCompleter))]
    public string? CertificateThumbprint { get; set; }

    /// <summary>The roots that a server's certificate must lead to, in place of the system's: certificates, or paths of PEM or DER files.</summary>
    [Parameter]
    [CertificateFile]
    [ValidateNotNullOrEmpty]
    public X509Certificate2[]? RootCertificate { get; set; }

    /// <summary>The versions of TLS that may be spoken. Default: the system's choice.</summary>
    [Parameter]
    [SslProtocol]
    public SslProtocols SslProtocol { get; set; }

    /// <summary>The version of HTTP to ask for: 1.0, 1.1, 2.0 or 3.0. Default: 1.1.</summary>
    [Parameter]
    [HttpVersion]
    [ArgumentCompleter(typeof(HttpVersionCompleter))]
    public Version? HttpVersion { get; set; }

    /// <summary>Whether a lower or a higher version will do. Default: RequestVersionOrLower.</summary>
    [Parameter]
    public System.Net.Http.HttpVersionPolicy HttpVersionPolicy { get; set; }

    /// <summary>The path of a Unix socket to connect to, whatever host the address names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UnixSocket { get; set; }

    /// <summary>The largest head of an answer, in bytes. Default 65536.</summary>
    [Parameter]
    [ValidateRange(1024, int.MaxValue)]
    public int MaxHeaderBytes { get; set; }

    /// <summary>Close the connection after each answer (Connection: close), in place of keeping it for the next request.</summary>
    [Parameter]
    public SwitchParameter DisableKeepAlive { get; set; }

    private ConnectionOptions? Connection() =>
        !ConnectionParameters.Any(Has) ? null : new()
        {
            Proxy = Proxy,
            ProxyCredentials = ProxyCredential?.GetNetworkCredential() ?? (ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : null),
            ProxyBypass = ProxyBypass,
            NoProxy = Has(nameof(NoProxy)) ? NoProxy : null,
            SkipCertificateCheck = Has(nameof(SkipCertificateCheck)) ? SkipCertificateCheck : null,
            Certificate = Certificate ?? (CertificateThumbprint is null ? null : CertificateStore.Find(CertificateThumbprint)),
            RootCertificates = RootCertificate,
            SslProtocol = Has(nameof(SslProtocol)) ? SslProtocol : null,
            HttpVersion = HttpVersion,
            HttpVersionPolicy = Has(nameof(HttpVersionPolicy)) ? HttpVersionPolicy : null,
            UnixSocket = UnixSocket is null ? null : FilePath(UnixSocket),
            MaxHeaderBytes = Has(nameof(MaxHeaderBytes)) ? MaxHeaderBytes : null,
            Credentials = ChallengeCredentials(),
        };

    private static readonly string[] ConnectionParameters =
    [
        nameof(Proxy), nameof(ProxyCredential), nameof(ProxyUseDefaultCredentials), nameof(ProxyBypass), nameof(NoProxy), nameof(SkipCertificateCheck),
        nameof(Certificate), nameof(CertificateThumbprint), nameof(RootCertificate), nameof(SslProtocol), nameof(HttpVersion), nameof(HttpVersionPolicy),
        nameof(UnixSocket), nameof(MaxHeaderBytes), nameof(Credential), nameof(UseDefaultCredentials),
    ];
}
