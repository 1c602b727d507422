using System.Collections.Specialized;
using System.Net;
using System.Security;

namespace AxiosPS;

/// <summary>A curl command as the parameters of Invoke-AxiosRequest: method, headers, who asks, where the answer goes.</summary>
internal sealed class CurlConversion
{
    // What the connection says by itself.
    private static readonly string[] OfTheConnection = ["Connection", "Content-Length", "Expect", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding"];

    private readonly CurlArguments curl;
    private readonly OrderedDictionary headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly OrderedDictionary parameters = [];
    private readonly CurlAddress address;
    private readonly CurlBody body;

    private CurlConversion(CurlArguments curl)
    {
        this.curl = curl;
        body = new(curl);
        address = new(curl, body);
    }

    /// <summary>The parameters in the order in which they are written: texts, numbers, lists and dictionaries; secrets as SecureString or NetworkCredential.</summary>
    /// <param name="text">The command line.</param>
    /// <param name="shell">The shell that it is written for; null to find out.</param>
    /// <param name="warnings">What could not be taken over, as sentences.</param>
    /// <exception cref="ArgumentException">It is no curl command, or one that cannot be a request.</exception>
    public static OrderedDictionary Convert(string text, CurlShell? shell, out IReadOnlyList<string> warnings)
    {
        var conversion = new CurlConversion(CurlArguments.Read(text, shell));
        conversion.Run();
        warnings = conversion.curl.Warnings;
        return conversion.parameters;
    }

    private void Run()
    {
        Set("Uri", address.Uri);
        Set("Query", address.Query);
        var method = curl.Value("request") ?? (curl.Has("head") ? "HEAD" : curl.Has("get") ? "GET" : body.Method);
        Set("Method", method == (body.Parameter is null ? "GET" : "POST") ? null : method);
        ReadHeaders();
        ReadCookies();
        ReadUser();
        if (headers.Count > 0)
        {
            parameters["Headers"] = headers;
        }

        if (body.Parameter is not null)
        {
            parameters[body.Parameter] = body.Value;
            Set("ContentType", body.ContentType);
        }

        CurlConnection.Read(curl, parameters, (parameters["Method"] as string ?? (body.Parameter is null ? "GET" : "POST")).ToUpperInvariant());
        CurlTarget.Read(curl, parameters, address.Uri);
        WarnOfPlainHttp();
    }

    private void ReadHeaders()
    {
        foreach (var (_, header) in curl.All("header"))
        {
            if (header.StartsWith('@'))
            {
                throw new ArgumentException($"-H {HttpTokens.Visible(header)} reads headers from a file, which is not done here. Write them into the command.");
            }

            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                ReadHeader(header[..colon].Trim(), header[(colon + 1)..].Trim(), isRemoved: header[(colon + 1)..].Trim().Length == 0);
            }
            else if (header.EndsWith(';'))
            {
                ReadHeader(header[..^1].Trim(), "", isRemoved: false);
            }
            else
            {
                curl.Warn($"The header '{HttpTokens.Visible(TextRedaction.Redact(header))}' has no colon and is left out, as curl does."); // :authority: of HTTP/2 too
            }
        }

        if (curl.Value("referer") is { } referer && referer.Split(';')[0] is { Length: > 0 } from)
        {
            AddHeader("Referer", from);
        }

        if (curl.Value("range") is { } range)
        {
            AddHeader("Range", "bytes=" + range);
        }

        if (curl.Value("continue-at") is { } start && start != "-")
        {
            AddHeader("Range", $"bytes={start}-");
        }

        if (curl.Value("user-agent") is { } agent)
        {
            ReadHeader("User-Agent", agent, agent.Length == 0);
        }

        if (curl.All("json").Any() && !headers.Contains("Accept"))
        {
            headers["Accept"] = "application/json";
        }
    }

    private void ReadHeader(string name, string value, bool isRemoved)
    {
        if (OfTheConnection.Contains(name, StringComparer.OrdinalIgnoreCase) || (name.Equals("Accept-Encoding", StringComparison.OrdinalIgnoreCase) && curl.Has("compressed")))
        {
            return;
        }

        if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) && body.Parameter is not null)
        {
            if (isRemoved)
            {
                curl.Warn("A body has a Content-Type here: that it is to have none is left out.");
            }

            return; // the body has it
        }

        if (isRemoved)
        {
            headers[name] = null;
        }
        else if (name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase) && value.Length > 0)
        {
            parameters["UserAgent"] = value;
        }
        else if (name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && value.StartsWith("Bearer ", StringComparison.Ordinal) && value.Trim().Length > 7)
        {
            parameters["Token"] = Secrets.Secure(value[7..]);
        }
        else
        {
            AddHeader(name, value);
        }
    }

    private void AddHeader(string name, string value)
    {
        object given = Secrets.IsHeader(name) ? Secrets.Secure(value) : Secrets.HasAddress(name) && Secrets.RedactAddresses(value) != value ? Secrets.Secure(value) : value;
        headers[name] = headers[name] switch
        {
            null => given,
            object[] several => (object[])[.. several, given],
            var before => (object[])[before, given],
        };
    }

    private void ReadCookies()
    {
        var cookies = new List<string>();
        foreach (var (_, cookie) in curl.All("cookie"))
        {
            if (cookie.Contains('=', StringComparison.Ordinal))
            {
                cookies.Add(cookie.Trim(' ', ';'));
            }
            else if (cookie.Length > 0)
            {
                curl.Warn("-b reads cookies from a file, which has no like: they are left out. Give them as text, or -WebSession.");
            }
        }

        if (cookies.Count > 0)
        {
            var before = headers["Cookie"] is SecureString given ? [Secrets.Reveal(given)] : Array.Empty<string>();
            headers["Cookie"] = Secrets.Secure(string.Join("; ", [.. before, .. cookies]));
        }
    }

    private void ReadUser()
    {
        if (curl.Value("oauth2-bearer") is { Length: > 0 } token)
        {
            parameters["Token"] = Secrets.Secure(token);
        }

        if ((curl.Value("user") ?? address.UserInfo) is not { } user || headers.Contains("Authorization") || parameters.Contains("Token"))
        {
            return;
        }

        var isChallenged = curl.Has("digest") || curl.Has("ntlm") || curl.Has("negotiate") || curl.Has("anyauth");
        var (name, password) = CurlUser.Split(user);
        if (name.Length == 0 && isChallenged)
        {
            parameters["UseDefaultCredentials"] = true;
            return;
        }

        if (password is null)
        {
            curl.Warn($"The command has no password for '{HttpTokens.Visible(name)}', for which curl asks. Put it in: Credential = Get-Credential {HttpTokens.Visible(name)}.");
        }

        if (!isChallenged && (name.Length == 0 || password is ""))
        {
            headers["Authorization"] = Secrets.Secure($"Basic {Plugins.BasicCredentials.Encode(user)}"); // who has no password has an API key for a name
            return;
        }

        Set("Authentication", isChallenged ? null : "Basic");
        parameters["Credential"] = new NetworkCredential(name, password ?? "");
    }

    private void WarnOfPlainHttp()
    {
        var isSecret = parameters.Contains("Token") || parameters.Contains("Credential") || parameters.Contains("Query") || headers.Values.Cast<object?>().Any(v => v is SecureString);
        if (isSecret && Uri.TryCreate(address.Uri, UriKind.Absolute, out var uri) && uri.Scheme == "http" && !uri.IsLoopback && !parameters.Contains("UnixSocket"))
        {
            curl.Warn("The request has secrets and goes over plain http, which is refused unless -AllowUnencryptedAuthentication is given. Use https if the server has it.");
        }
    }

    private void Set(string name, object? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }
}
