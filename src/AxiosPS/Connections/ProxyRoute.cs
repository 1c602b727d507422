using System.Net;

namespace AxiosPS;

/// <summary>Which proxy a request takes: the one that was asked for, else one of the environment, and none for the hosts left out.</summary>
internal sealed class ProxyRoute : IWebProxy, ICredentials
{
    private readonly ConnectionOptions options;
    private readonly EnvironmentProxies environment;
    private readonly ProxyBypassList bypass;

    public ProxyRoute(ConnectionOptions options, EnvironmentProxies environment)
    {
        (this.options, this.environment) = (options, environment);
        bypass = new(options.ProxyBypass ?? []);
    }

    /// <summary>What a proxy is told: what the options say, else the user info of its own address. The handler asks proxies alone for it.</summary>
    public ICredentials? Credentials
    {
        get => this;
        set => throw new NotSupportedException();
    }

    public Uri? GetProxy(Uri destination) => options.NoProxy == true || bypass.Contains(destination) ? null : options.Proxy ?? environment.For(destination)?.Uri;

    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    public NetworkCredential? GetCredential(Uri uri, string authType) =>
        options.ProxyCredentials is { } given ? given.GetCredential(uri, authType)
        : options.Proxy is null ? environment.CredentialFor(uri, authType)
        : null;
}
