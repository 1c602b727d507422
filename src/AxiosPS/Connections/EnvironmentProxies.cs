using System.Net;

namespace AxiosPS;

/// <summary>
/// The proxies that the environment names: http_proxy, https_proxy, all_proxy and no_proxy, in small letters or capitals, the
/// small ones first. HTTP_PROXY counts for nothing where REQUEST_METHOD is set: a web server makes it of a visitor's header
/// <c>Proxy</c> (httpoxy). Where none of them is set, the system is asked.
/// </summary>
internal sealed class EnvironmentProxies
{
    private readonly ProxyBypassList bypass;

    public EnvironmentProxies(Func<string, string?> variable)
    {
        var all = Read("all_proxy") ?? Read("ALL_PROXY");
        var capitals = Read("HTTP_PROXY");
        var isCgi = variable("REQUEST_METHOD") is { Length: > 0 };
        var small = isCgi && OperatingSystem.IsWindows() ? null : Read("http_proxy"); // Windows tells no small letters from capitals
        Http = small ?? (isCgi ? null : capitals) ?? all;
        Https = Read("https_proxy") ?? Read("HTTPS_PROXY") ?? all;
        IsSet = (capitals ?? Http ?? Https) is not null;
        bypass = new([variable("no_proxy") is { Length: > 0 } hosts ? hosts : variable("NO_PROXY") ?? ""]);

        Variable? Read(string name) => variable(name)?.Trim() is { Length: > 0 } text ? new(name, text) : null;
    }

    /// <summary>Whether the environment names any; one that counts for nothing is no reason to ask the system.</summary>
    public bool IsSet { get; }

    private Variable? Http { get; }

    private Variable? Https { get; }

    /// <summary>The proxy for an address, null for none.</summary>
    /// <exception cref="ArgumentException">The variable holds no address of a proxy.</exception>
    public ProxyAddress? For(Uri uri)
    {
        if (IsSet)
        {
            return (uri.Scheme == "https" ? Https : Http) is { } variable && !bypass.Contains(uri) ? variable.Address : null;
        }

        var system = HttpClient.DefaultProxy;
        return !system.IsBypassed(uri) && system.GetProxy(uri) is { } proxy && !bypass.Contains(uri) ? ProxyAddress.Of(proxy) : null;
    }

    /// <summary>What the user info of a proxy's address says, for that proxy.</summary>
    public NetworkCredential? CredentialFor(Uri proxy, string authType) =>
        IsSet ? new[] { Http, Https }.FirstOrDefault(v => v?.Known?.Uri == proxy && v.Known.Credentials is not null)?.Known?.Credentials
        : HttpClient.DefaultProxy.Credentials?.GetCredential(proxy, authType);

    private sealed record Variable(string Name, string Text)
    {
        public ProxyAddress Address => Known ??= Parsed();

        public ProxyAddress? Known { get; private set; }

        private ProxyAddress Parsed()
        {
            try
            {
                return ProxyAddress.Parse(Text);
            }
            catch (ArgumentException e)
            {
                throw new ArgumentException($"The environment variable {Name}: {e.Message}", e);
            }
        }
    }
}
