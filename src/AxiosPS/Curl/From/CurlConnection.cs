using System.Collections.Specialized;
using System.Globalization;
using System.Net;

namespace AxiosPS;

/// <summary>How the command connects, how long it waits, and what it tries again.</summary>
internal static class CurlConnection
{
    private static readonly string[] Versions = ["1.0", "1.1", "1.2", "1.3"];

    private static readonly string[] Kept = ["post301", "post302", "post303"];
    private static readonly string[] Bodies = ["Body", "Form", "InFile", "UrlEncoded"];

    public static void Read(CurlArguments curl, OrderedDictionary parameters, string method)
    {
        if (!curl.Has("location") && !curl.Has("location-trusted") && !curl.Has("follow"))
        {
            parameters["MaxRedirects"] = 0; // curl follows none by itself
        }
        else
        {
            ReadRedirects(curl, parameters, method);
        }

        ReadTimes(curl, parameters);
        ReadRetries(curl, parameters, method);
        ReadProxy(curl, parameters);
        ReadTls(curl, parameters);
        ReadVersion(curl, parameters);
        if (curl.Value("unix-socket") is { } socket)
        {
            parameters["UnixSocket"] = socket;
        }
    }

    private static void ReadRedirects(CurlArguments curl, OrderedDictionary parameters, string method)
    {
        if (curl.Value("max-redirs") is { } limit)
        {
            parameters["MaxRedirects"] = Number(limit, "--max-redirs") is >= 0 and <= 1000 and var most ? (int)most : 1000;
        }

        if (curl.Value("proto-redir") is { } protocols && (protocols != "=https" || !parameters["Uri"]!.ToString()!.StartsWith("https:", StringComparison.OrdinalIgnoreCase)))
        {
            curl.Warn("--proto-redir is left out: redirects go to http and https, though from https to http only with -AllowInsecureRedirect.");
        }

        var hasBody = parameters.Contains("ContentType") || Bodies.Any(parameters.Contains);
        var kept = Kept.Count(curl.Has);
        if (method is not ("GET" or "HEAD") && (kept == Kept.Length || (!hasBody && !curl.Has("follow"))))
        {
            parameters["PreserveHttpMethodOnRedirect"] = true; // by -X curl keeps it too
        }
        else if (method == "POST" && kept > 0)
        {
            curl.Warn("--post301, --post302 and --post303 have a like together alone: -PreserveHttpMethodOnRedirect.");
        }
        else if (method == "POST" && curl.Value("request") is not null && !curl.Has("follow"))
        {
            curl.Warn("By -X curl goes on with POST, without the body, where it is redirected (301, 302, 303). Here GET is next; -PreserveHttpMethodOnRedirect goes on with POST and the body.");
        }
    }

    private static void ReadTimes(CurlArguments curl, OrderedDictionary parameters)
    {
        if (curl.Value("max-time") is { } whole)
        {
            parameters["TimeoutSec"] = Number(whole, "--max-time");
        }

        if (curl.Value("speed-time") is not null || curl.Value("speed-limit") is not null)
        {
            parameters["ReadTimeoutSec"] = Number(curl.Value("speed-time") ?? "30", "--speed-time");
            if (Number(curl.Value("speed-limit") ?? "1", "--speed-limit") > 1)
            {
                curl.Warn("--speed-limit asks for so many bytes in a second. Here the time is the longest wait for a byte.");
            }
        }

        if (curl.Value("max-filesize") is { } most)
        {
            parameters["MaxResponseBytes"] = Bytes(most);
        }
    }

    // curl tries every method again.
    private static void ReadRetries(CurlArguments curl, OrderedDictionary parameters, string method)
    {
        if (curl.Value("retry") is not { } retries || Number(retries, "--retry") is var count && count < 1)
        {
            return;
        }

        parameters["MaxRetries"] = (int)count;
        if (curl.Value("retry-delay") is { } delay)
        {
            parameters["RetryStrategy"] = Number(delay, "--retry-delay");
        }

        if (!Methods.IsIdempotent(method))
        {
            parameters["RetryUnsafeMethods"] = true;
        }
    }

    private static void ReadProxy(CurlArguments curl, OrderedDictionary parameters)
    {
        var (option, proxy) = curl.All("proxy", "proxy1.0", "socks4", "socks4a", "socks5", "socks5-hostname").LastOrDefault();
        if (proxy is "" || curl.Value("noproxy") == "*")
        {
            parameters["NoProxy"] = true;
            return;
        }

        var user = curl.Value("proxy-user");
        if (proxy is not null)
        {
            var scheme = option is "proxy" or "proxy1.0" ? "http" : option == "socks5-hostname" ? "socks5" : option;
            proxy = proxy.Contains("://", StringComparison.Ordinal) ? proxy : $"{scheme}://{proxy}";
            var start = proxy.IndexOf("://", StringComparison.Ordinal) + 3;
            if (proxy.LastIndexOf('@') is var at && at > start)
            {
                user ??= Uri.UnescapeDataString(proxy[start..at]);
                proxy = proxy[..start] + proxy[(at + 1)..];
            }

            parameters["Proxy"] = proxy;
        }

        if (user is not null && CurlUser.Split(user) is var (name, password))
        {
            if (name.Length == 0)
            {
                parameters["ProxyUseDefaultCredentials"] = true;
            }
            else
            {
                parameters["ProxyCredential"] = new NetworkCredential(name, password ?? "");
            }
        }

        if (curl.Value("noproxy") is { Length: > 0 } bypass)
        {
            parameters["ProxyBypass"] = bypass.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        }
    }

    private static void ReadTls(CurlArguments curl, OrderedDictionary parameters)
    {
        if (curl.Has("insecure"))
        {
            parameters["SkipCertificateCheck"] = true;
        }

        if (curl.Value("cacert") is { } roots)
        {
            parameters["RootCertificate"] = roots;
        }

        if (curl.Value("cert") is not null)
        {
            curl.Warn("The client certificate is left out: --cert names a file, and -Certificate takes what Get-PfxCertificate gives of one.");
        }

        var lowest = Array.FindLastIndex(Versions, v => curl.Has("tlsv" + v));
        var highest = Array.IndexOf(Versions, curl.Value("tls-max") ?? "1.3");
        if (lowest >= 0 || highest is >= 0 and < 3)
        {
            string[] names = ["Tls", "Tls11", "Tls12", "Tls13"];
            lowest = Math.Max(lowest, 0);
            parameters["SslProtocol"] = string.Join(", ", names[lowest..(Math.Max(highest < 0 ? 3 : highest, lowest) + 1)]);
        }
    }

    private static void ReadVersion(CurlArguments curl, OrderedDictionary parameters)
    {
        var version = curl.All("http1.0", "http1.1", "http2", "http2-prior-knowledge", "http3", "http3-only").LastOrDefault().Name;
        if (version is not null)
        {
            parameters["HttpVersion"] = version switch { "http1.0" => "1.0", "http1.1" => "1.1", "http2" or "http2-prior-knowledge" => "2.0", _ => "3.0" };
            if (version is "http2-prior-knowledge" or "http3-only")
            {
                parameters["HttpVersionPolicy"] = "RequestVersionExact";
            }
        }
    }

    private static double Number(string text, string option) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new ArgumentException($"{option} takes a number, and the command has '{HttpTokens.Visible(text)}'.");

    private static long Bytes(string text)
    {
        var factor = text.Length == 0 ? 1 : char.ToUpperInvariant(text[^1]) switch { 'K' => 1L << 10, 'M' => 1L << 20, 'G' => 1L << 30, _ => 1 };
        return (long)(Number(factor == 1 ? text : text[..^1], "--max-filesize") * factor);
    }
}
