using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AxiosPS;

/// <summary>
/// How connections are made. A call's wishes are laid over its client's, property by property; different wishes never share a
/// connection, so that what a call has switched off is switched off for that call alone.
/// </summary>
public sealed record ConnectionOptions
{
    /// <summary>The proxy, http, https, socks4, socks4a or socks5. Default: what the environment says (HTTP_PROXY and its like), else the system.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Whether no proxy is used, whatever the environment says. Default: false.</summary>
    public bool? NoProxy { get; init; }

    /// <summary>Hosts that <see cref="Proxy"/> is not used for, spelled as in NO_PROXY. Default: none.</summary>
    public IReadOnlyList<string>? ProxyBypass { get; init; }

    /// <summary>What the proxy is told, and nobody else. Default: the user info of the proxy's address.</summary>
    public ICredentials? ProxyCredentials { get; init; }

    /// <summary>What a server's challenge is answered with (Digest, NTLM, Negotiate, Basic), on the origin of the client or call alone. Default: none.</summary>
    public ICredentials? Credentials { get; init; }

    /// <summary>Whether any certificate of a server is taken. Default: false.</summary>
    public bool? SkipCertificateCheck { get; init; }

    /// <summary>The client certificate, with its private key. Default: none.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The roots that a server's certificate must lead to, in place of the system's. Default: the system's.</summary>
    public IReadOnlyList<X509Certificate2>? RootCertificates { get; init; }

    /// <summary>The versions of TLS that may be spoken. Default: the system's choice.</summary>
    public SslProtocols? SslProtocol { get; init; }

    /// <summary>The version of HTTP to ask for: 1.0, 1.1, 2.0 or 3.0. Default: 1.1.</summary>
    public Version? HttpVersion { get; init; }

    /// <summary>Whether a lower or a higher version will do. Default: a lower one.</summary>
    public HttpVersionPolicy? HttpVersionPolicy { get; init; }

    /// <summary>The path of a Unix socket to connect to, whatever the address of the request says. Default: none.</summary>
    public string? UnixSocket { get; init; }

    /// <summary>The largest head of an answer, in bytes. Default: 64 KiB.</summary>
    public int? MaxHeaderBytes { get; init; }

    /// <summary>What is wished for, without addresses' user info and credentials.</summary>
    public override string ToString()
    {
        var wishes = new List<string>();
        Add(Proxy is not null, $"proxy {(Proxy is null ? "" : Secrets.Redact(Proxy))}");
        Add(NoProxy == true, "no proxy");
        Add(SkipCertificateCheck == true, "certificates unchecked");
        Add(Certificate is not null, $"certificate {Certificate?.Subject}");
        Add(RootCertificates is not null, $"{RootCertificates?.Count} root certificates");
        Add(SslProtocol is not null, $"{SslProtocol}");
        Add(HttpVersion is not null, $"HTTP/{HttpVersion}");
        Add(UnixSocket is not null, $"socket {UnixSocket}");
        return wishes.Count == 0 ? "default" : string.Join(", ", wishes);

        void Add(bool said, string wish)
        {
            if (said)
            {
                wishes.Add(wish);
            }
        }
    }

    internal static ConnectionOptions? Merged(ConnectionOptions? defaults, ConnectionOptions? call) =>
        defaults is null || call is null ? call ?? defaults : new()
        {
            Proxy = call.Proxy ?? defaults.Proxy,
            NoProxy = call.NoProxy ?? (call.Proxy is null ? defaults.NoProxy : null),
            ProxyBypass = call.ProxyBypass ?? defaults.ProxyBypass,
            ProxyCredentials = call.ProxyCredentials ?? (call.Proxy is null ? defaults.ProxyCredentials : null),
            Credentials = call.Credentials ?? defaults.Credentials,
            SkipCertificateCheck = call.SkipCertificateCheck ?? defaults.SkipCertificateCheck,
            Certificate = call.Certificate ?? defaults.Certificate,
            RootCertificates = call.RootCertificates ?? defaults.RootCertificates,
            SslProtocol = call.SslProtocol ?? defaults.SslProtocol,
            HttpVersion = call.HttpVersion ?? defaults.HttpVersion,
            HttpVersionPolicy = call.HttpVersionPolicy ?? defaults.HttpVersionPolicy,
            UnixSocket = call.UnixSocket ?? defaults.UnixSocket,
            MaxHeaderBytes = call.MaxHeaderBytes ?? defaults.MaxHeaderBytes,
        };
}
