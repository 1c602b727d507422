using System.Globalization;

namespace AxiosPS;

/// <summary>Writes a request as a curl command line that sends the same: address, method, headers; body and connection are in its other parts.</summary>
internal sealed partial class CurlWriter
{
    private readonly CurlLine line = new();
    private readonly RequestContext context;
    private readonly RequestConfig config;
    private readonly RequestContent? content;
    private readonly SecretMask mask;

    private CurlWriter(RequestContext context, bool masks)
    {
        (this.context, config, content) = (context, context.Config, context.Content);
        mask = masks ? new(true, KnownSecrets.Of(context), KnownSecrets.Of([.. content?.SecureTexts.Select(Secrets.Reveal) ?? []])) : new(false);
    }

    /// <param name="context">The call, its address resolved and its body made.</param>
    /// <param name="includeSecrets">Whether secrets stand in it as they are.</param>
    public static CurlLine Write(RequestContext context, bool includeSecrets)
    {
        var writer = new CurlWriter(context, !includeSecrets);
        writer.AddAddress();
        writer.AddHeaders();
        writer.AddBody();
        writer.AddConnection();
        writer.AddLimits();
        writer.AddTarget();
        return writer.line;
    }

    private void AddAddress()
    {
        var (uri, method) = (context.Uri, context.Method);
        var address = mask.Address(uri);
        if (uri.Host != uri.IdnHost && uri.HostNameType == UriHostNameType.Dns)
        {
            address = address.Replace(uri.Host, uri.IdnHost, StringComparison.Ordinal);
        }

        if (address.AsSpan().IndexOfAny("[]{}") >= 0)
        {
            line.Add("-g", address); // to curl they are patterns
        }
        else
        {
            line.Add(address);
        }

        if (method == "HEAD")
        {
            line.Add("-I");
        }
        else if (method != (content is null ? "GET" : "POST"))
        {
            line.Add("-X", method);
        }
    }

    private void AddHeaders()
    {
        var headers = context.Headers;
        foreach (var field in headers.Fields)
        {
            if (field.Name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) || (IsForm && field.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
            {
                continue; // with those of the jar; of a form curl says it by itself
            }

            var (name, value) = (field.Name, string.Join(", ", HeaderCollection.Values(field)));
            line.Add("-H", value.Length == 0 ? $"{name};" : $"{name}: {mask.Header(name, value, headers.IsSecret(field))}");
        }

        string[] own = content is null || IsForm ? ["Accept", "User-Agent"] : ["Accept", "User-Agent", "Content-Type"];
        foreach (var name in own.Where(name => !headers.Contains(name)))
        {
            line.Add("-H", name + ":"); // else curl sends one of its own
        }

        if (content is null && context.Method is not ("GET" or "HEAD" or "OPTIONS" or "DELETE" or "TRACE") && !headers.Contains("Content-Length"))
        {
            line.Add("-H", "Content-Length: 0");
        }

        if (config.Decompress != false && !headers.Contains("Accept-Encoding") && !headers.Contains("Range"))
        {
            line.Add("--compressed");
        }

        AddCookies();
    }

    private void AddCookies()
    {
        var jar = (config.Cookies ?? context.Client.Cookies).GetCookieHeader(context.Uri);
        var cookies = string.Join("; ", new[] { context.Headers.Get("Cookie"), jar }.Where(c => !string.IsNullOrEmpty(c)));
        if (cookies.Length > 0)
        {
            line.Add(cookies.Contains('=', StringComparison.Ordinal) ? ["-b", mask.Cookies(cookies)] : ["-H", $"Cookie: {mask.Cookies(cookies)}"]);
        }
    }

    private void AddTarget()
    {
        if (config.OutFile is not { } path)
        {
            return;
        }

        line.Add(Directory.Exists(path) || Path.EndsInDirectorySeparator(path) ? ["-OJ", "--output-dir", path] : ["-o", path]);
        if (config.Resume == true)
        {
            line.Add("-C", "-");
        }

        if (config.Hash is not null)
        {
            line.Warn("curl compares no hash: Hash is left out.");
        }
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
