using System.Security;

namespace AxiosPS;

/// <summary>Headers and cookies.</summary>
internal sealed partial class CurlConversion
{
    // What the connection says by itself.
    private static readonly string[] OfTheConnection = ["Connection", "Content-Length", "Expect", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding"];

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
        if (name.Equals("Connection", StringComparison.OrdinalIgnoreCase) && value.Equals("close", StringComparison.OrdinalIgnoreCase))
        {
            parameters["DisableKeepAlive"] = true;
        }
        else if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) && value.Equals("chunked", StringComparison.OrdinalIgnoreCase) && body.Parameter is not null)
        {
            parameters["TransferEncoding"] = "chunked";
        }

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
}
