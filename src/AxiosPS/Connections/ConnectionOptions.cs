using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AxiosPS;

/// <summary>
/// How connections are made. A call's wishes are laid over its client's, property by property; different wishes never share a
/// connection, so that what a call has switched off is switched off for that call alone. Two of them are equal if they wish the
/// same, certificates by their bytes and lists by their items.
/// </summary>
public sealed record ConnectionOptions
{
    internal const int DefaultMaxHeaderBytes = 64 * 1024;

    /// <summary>The defaults.</summary>
    internal static readonly ConnectionOptions None = new();

    private readonly ProxyAddress? proxy;
    private readonly KeptCredentials? proxyCredentials;
    private readonly KeptCredentials? credentials;
    private readonly X509Certificate2? certificate;
    private readonly string? unixSocket;
    private readonly int? maxHeaderBytes;

    /// <summary>
    /// The proxy: http, https, socks4, socks4a or socks5. User and password in its address become <see cref="ProxyCredentials"/>.
    /// Default: what the environment says (http_proxy, https_proxy, all_proxy, no_proxy), else the system.
    /// </summary>
    /// <exception cref="ArgumentException">It is no address of a proxy.</exception>
    public Uri? Proxy
    {
        get => proxy?.Uri;
        init => proxy = value is null ? null : ProxyAddress.Of(value);
    }

    /// <summary>Whether no proxy is used, whatever the environment says. Default: false.</summary>
    public bool? NoProxy { get; init; }

    /// <summary>Hosts that no proxy is used for, spelled as in NO_PROXY. Default: none; with a proxy of the environment those of NO_PROXY.</summary>
    public IReadOnlyList<string>? ProxyBypass { get; init; }

    /// <summary>What the proxy is told, and nobody else. Default: the user info of the proxy's address.</summary>
    public ICredentials? ProxyCredentials
    {
        get => proxyCredentials ?? KeptCredentials.Of(proxy?.Credentials);
        init => proxyCredentials = KeptCredentials.Of(value);
    }

    /// <summary>
    /// What a server's challenge is answered with (Digest, NTLM, Negotiate, Basic): on the origin of the client's base or, where it
    /// has none or the call brings them, on that of the call; nowhere else. Default: none.
    /// </summary>
    public ICredentials? Credentials
    {
        get => credentials;
        init => credentials = KeptCredentials.Of(value);
    }

    /// <summary>Whether any certificate is taken, of a server or of a proxy. For tests alone: anybody may then read along. Default: false.</summary>
    public bool? SkipCertificateCheck { get; init; }

    /// <summary>The client certificate, with its private key, for the same origin as <see cref="Credentials"/>. Default: none.</summary>
    /// <exception cref="ArgumentException">It has no private key: with that alone it proves anything.</exception>
    public X509Certificate2? Certificate
    {
        get => certificate;
        init => certificate = value is null or { HasPrivateKey: true } ? value
            : throw new ArgumentException($"The client certificate {value.Subject} has no private key, so it cannot be shown to a server. Take one with its key (a PFX file, or PEM files of both).");
    }

    /// <summary>The roots that a server's certificate must lead to, in place of the system's; its name and time must be right all the same. Default: the system's.</summary>
    public IReadOnlyList<X509Certificate2>? RootCertificates { get; init; }

    /// <summary>The versions of TLS that may be spoken. Default: the system's choice.</summary>
    public SslProtocols? SslProtocol { get; init; }

    /// <summary>The version of HTTP to ask for: 1.0, 1.1, 2.0 or 3.0. Default: 1.1.</summary>
    public Version? HttpVersion { get; init; }

    /// <summary>Whether a lower or a higher version will do. Default: a lower one.</summary>
    public HttpVersionPolicy? HttpVersionPolicy { get; init; }

    /// <summary>
    /// The path of a Unix socket to connect to, whatever host the address of the request names; then there is no proxy, no HTTP/3,
    /// and a redirect to another origin is an error. Default: none.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty or longer than the system allows (about 100 bytes).</exception>
    public string? UnixSocket
    {
        get => unixSocket;
        init => unixSocket = value is null ? null : Checked(value);
    }

    /// <summary>The largest head of an answer, in bytes, rounded up to whole KiB. Default: 64 KiB.</summary>
    /// <exception cref="ArgumentException">It is zero or negative.</exception>
    public int? MaxHeaderBytes
    {
        get => maxHeaderBytes;
        init => maxHeaderBytes = value is null or > 0 ? value
            : throw new ArgumentException($"MaxHeaderBytes is {value}, and an answer has a head. Give the bytes that it may have, 1 or more.");
    }

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

    /// <inheritdoc/>
    public bool Equals(ConnectionOptions? other) =>
        other is not null
        && Proxy == other.Proxy && NoProxy == other.NoProxy && Same(ProxyBypass, other.ProxyBypass)
        && Equals(ProxyCredentials, other.ProxyCredentials) && Equals(Credentials, other.Credentials)
        && SkipCertificateCheck == other.SkipCertificateCheck && SslProtocol == other.SslProtocol
        && Same(Certificate, other.Certificate) && Same(RootCertificates, other.RootCertificates)
        && HttpVersion == other.HttpVersion && HttpVersionPolicy == other.HttpVersionPolicy
        && UnixSocket == other.UnixSocket && MaxHeaderBytes == other.MaxHeaderBytes;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Proxy, NoProxy, SkipCertificateCheck, SslProtocol, UnixSocket, MaxHeaderBytes, Certificate?.GetCertHashString(), RootCertificates?.Count);

    private static bool Same(IReadOnlyList<string>? one, IReadOnlyList<string>? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.SequenceEqual(other));

    private static bool Same(IReadOnlyList<X509Certificate2>? one, IReadOnlyList<X509Certificate2>? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second)));

    // Certificates say that they are equal where issuer and serial number are.
    private static bool Same(X509Certificate2? one, X509Certificate2? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && one.HasPrivateKey == other.HasPrivateKey && one.RawDataMemory.Span.SequenceEqual(other.RawDataMemory.Span));

    private static string Checked(string path)
    {
        try
        {
            _ = new UnixDomainSocketEndPoint(path);
            return path;
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"'{path}' cannot be the path of a Unix socket: {e.Message.Split('\n')[0]}", e);
        }
    }

    /// <summary>The same, without what says to a server who asks.</summary>
    internal ConnectionOptions WithoutIdentity() => this with { Credentials = null, Certificate = null };

    /// <summary>As whom a server or a proxy knows the caller by these wishes, null if they do not say: a secret, for a digest.</summary>
    internal string? Identity =>
        (credentials, Certificate, KeptCredentials.Of(ProxyCredentials)) is var (own, certificate, proxys) && (own ?? (object?)certificate ?? proxys) is not null
            ? $"{own?.GetIdentity()}\0{certificate?.GetCertHashString(HashAlgorithmName.SHA256)}\0{proxys?.GetIdentity()}"
            : null;

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
