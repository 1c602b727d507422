using System.Net;

namespace AxiosPS;

/// <summary>The address of a proxy, and what its user info says.</summary>
internal sealed record ProxyAddress(Uri Uri, NetworkCredential? Credentials)
{
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <exception cref="ArgumentException">It is no address of a proxy.</exception>
    public static ProxyAddress Of(Uri proxy)
    {
        var shown = Secrets.RedactMalformed(proxy.OriginalString);
        if (!proxy.IsAbsoluteUri || proxy.Host.Length == 0)
        {
            throw new ArgumentException($"The proxy '{shown}' has no scheme. Write http://{shown}.");
        }

        if (proxy.Scheme == "socks5h")
        {
            proxy = new UriBuilder(proxy) { Scheme = "socks5" }.Uri; // names are resolved by the proxy in any case
        }

        if (!Schemes.Contains(proxy.Scheme))
        {
            throw new ArgumentException($"The proxy '{shown}' has the scheme '{proxy.Scheme}'. There are {string.Join(", ", Schemes)}.");
        }

        return proxy.UserInfo.Length == 0 ? new(proxy, null) : new(new UriBuilder(proxy) { UserName = "", Password = "" }.Uri, CredentialsOf(proxy.UserInfo));
    }

    /// <summary>An address as an environment variable has it: without a scheme it is one of http.</summary>
    public static ProxyAddress Parse(string text) =>
        Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var proxy)
            ? Of(proxy)
            : throw new ArgumentException($"'{Secrets.RedactMalformed(text)}' is no address of a proxy. Write http://host:port.");

    private static NetworkCredential CredentialsOf(string userInfo)
    {
        var colon = userInfo.IndexOf(':', StringComparison.Ordinal);
        var (user, password) = colon < 0 ? (userInfo, "") : (userInfo[..colon], userInfo[(colon + 1)..]);
        return new(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
    }
}
