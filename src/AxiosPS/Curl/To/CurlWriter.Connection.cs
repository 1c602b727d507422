using System.Globalization;
using System.Net;
using System.Security.Authentication;

namespace AxiosPS;

/// <summary>Proxy, credentials, TLS, version of HTTP, socket.</summary>
internal sealed partial class CurlWriter
{
    private static readonly (SslProtocols Protocol, string Version)[] Protocols =
    [
        #pragma warning disable CA5397, CA5398, SYSLIB0039 // what the request says is written down
        (SslProtocols.Tls, "1.0"), (SslProtocols.Tls11, "1.1"), (SslProtocols.Tls12, "1.2"), (SslProtocols.Tls13, "1.3"),
        #pragma warning restore CA5397, CA5398, SYSLIB0039
    ];

    private void AddConnection()
    {
        if (config.Connection is not { } wishes)
        {
            return;
        }

        AddProxy(wishes);
        AddUser("--anyauth", "-u", wishes.Credentials, context.Uri);
        AddTls(wishes);
        if (wishes.UnixSocket is { } socket)
        {
            line.Add("--unix-socket", socket);
        }

        var isExact = wishes.HttpVersionPolicy == HttpVersionPolicy.RequestVersionExact;
        switch (wishes.HttpVersion)
        {
            case { Major: 1, Minor: 0 }: line.Add("--http1.0"); break;
            case { Major: 1 }: line.Add("--http1.1"); break;
            case { Major: 2 }: line.Add(isExact && context.Uri.Scheme == "http" ? "--http2-prior-knowledge" : "--http2"); break;
            case { Major: 3 }: line.Add(isExact ? "--http3-only" : "--http3"); break;
        }
    }

    private void AddProxy(ConnectionOptions wishes)
    {
        if (wishes.NoProxy == true)
        {
            line.Add("--noproxy", "*");
            return;
        }

        if (wishes.Proxy is { } proxy)
        {
            var address = proxy.GetLeftPart(UriPartial.Authority);
            line.Add("-x", proxy.Scheme == "socks5" ? "socks5h" + address["socks5".Length..] : address); // the proxy resolves names
            AddUser("--proxy-anyauth", "-U", wishes.ProxyCredentials, proxy);
        }

        if (wishes.ProxyBypass is { Count: > 0 } bypass)
        {
            line.Add("--noproxy", string.Join(',', bypass));
        }
    }

    private void AddUser(string scheme, string option, ICredentials? credentials, Uri uri)
    {
        if (credentials?.GetCredential(uri, "Basic") is not { } user)
        {
            return;
        }

        var isCurrent = ReferenceEquals(user, CredentialCache.DefaultNetworkCredentials);
        line.Add(scheme, option, isCurrent ? ":" : $"{(user.Domain.Length > 0 ? $@"{user.Domain}\" : "")}{user.UserName}:{mask.Secret(user.Password)}");
    }

    private void AddTls(ConnectionOptions wishes)
    {
        if (wishes.SkipCertificateCheck == true)
        {
            line.Add("-k");
        }

        if (wishes.Certificate is not null)
        {
            line.Warn("The client certificate (Certificate) is left out: to curl it is a file. Add --cert and --key.");
        }

        if (wishes.RootCertificates is not null)
        {
            line.Warn("The root certificates (RootCertificates) are left out: to curl they are a file. Add --cacert.");
        }

        if (wishes.SslProtocol is { } protocols && Array.FindAll(Protocols, p => protocols.HasFlag(p.Protocol)) is [var lowest, ..] known)
        {
            line.Add("--tlsv" + lowest.Version);
            line.Add("--tls-max", known[^1].Version);
        }
    }

    private void AddLimits()
    {
        if (config.MaxRedirects != 0)
        {
            line.Add("-L");
            if (config.MaxRedirects is { } limit)
            {
                line.Add("--max-redirs", Number(limit));
            }

            if (config.PreserveHttpMethodOnRedirect == true && content is not null)
            {
                line.Add("--post301", "--post302", "--post303"); // without a body -X keeps the method
            }
        }

        AddTime("--max-time", config.Timeout);
        AddTime("--connect-timeout", context.Client.ConnectTimeout == new AxiosClientOptions().ConnectTimeout ? null : context.Client.ConnectTimeout);
        if (config.ReadTimeout is { } read && read > TimeSpan.Zero)
        {
            line.Add("--speed-limit", "1", "--speed-time", Number((long)Math.Ceiling(read.TotalSeconds)));
        }

        if (config.MaxResponseBytes is > 0 and var most)
        {
            line.Add("--max-filesize", Number(most));
        }

        AddRetries();
        WarnOf(nameof(config.AttemptTimeout), config.AttemptTimeout > TimeSpan.Zero);
        WarnOf(nameof(config.OnRedirect), config.OnRedirect is { Length: > 0 });
        if (config.MaxRedirects != 0 && Array.Find([.. context.Headers.Names], n => context.Headers.IsSecret(n) && !IsCurlsSecret(n)) is { } name)
        {
            line.Warn($"Where curl is redirected to another origin it takes the header '{name}' along. Leave -L out if that must not be.");
        }
    }

    private void AddRetries()
    {
        if (config.MaxRetries is not > 0 || !(Methods.IsIdempotent(context.Method) || config.RetryUnsafeMethods == true || context.Headers.Contains("Idempotency-Key")))
        {
            return;
        }

        line.Add("--retry", Number(config.MaxRetries.Value));
        line.Add("--retry-connrefused");
        if (config.RetryStrategy is FixedRetryStrategy { Jitter: 0 } strategy && strategy.Delay >= TimeSpan.FromSeconds(1))
        {
            line.Add("--retry-delay", Number((long)Math.Round(strategy.Delay.TotalSeconds)));
        }
        else
        {
            WarnOf(nameof(config.RetryStrategy), config.RetryStrategy is not null);
        }

        WarnOf(nameof(config.RetryOn), config.RetryOn is not null);
        WarnOf(nameof(config.RetryOnStatus), config.RetryOnStatus is not null);
    }

    private void AddTime(string option, TimeSpan? time)
    {
        if (time is { } wait && wait > TimeSpan.Zero)
        {
            line.Add(option, Seconds(wait));
        }
    }

    private void WarnOf(string what, bool isSet)
    {
        if (isSet)
        {
            line.Warn($"{what} has no like in curl: it is left out.");
        }
    }

    // These it leaves behind by itself.
    private static bool IsCurlsSecret(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || header.Equals("Cookie", StringComparison.OrdinalIgnoreCase);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
