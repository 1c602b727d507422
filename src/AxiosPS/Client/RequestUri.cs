using System.Security;

namespace AxiosPS;

/// <summary>Makes the absolute address of a call out of base, path and query, and refuses what is none.</summary>
internal static class RequestUri
{
    public static Uri Resolve(RequestConfig config)
    {
        var path = (config.Uri ?? "").Trim(' '); // of a table, say
        CheckCharacters(path);
        string whole;
        if (HasScheme(path, out var scheme))
        {
            CheckScheme(path, scheme);
            whole = path;
        }
        else if (path.StartsWith("//", StringComparison.Ordinal) || path.StartsWith(@"\\", StringComparison.Ordinal))
        {
            throw Bad(path, "starts with two slashes. Write the scheme too (https://host/path), or one slash for a path below the base.");
        }
        else
        {
            whole = Join(config.BaseUri, path);
        }

        var fragment = whole.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0)
        {
            whole = whole[..fragment];
        }

        if (config.HasPathParameters)
        {
            whole = PathTemplate.Expand(whole, config.PathParameters);
        }

        var uri = Parse(config.HasQuery ? Append(whole, config.Query.Encoded(config.ArrayFormat ?? ArrayFormat.Repeat)) : whole, path);
        if (config.HasQuery || config.HasPathParameters)
        {
            HideSecureTexts(uri, config);
        }

        if (config.PageBefore is { } before)
        {
            Secrets.HideAlso(uri, before);
        }

        return uri;
    }

    /// <summary>The origin that base and path name; null if they name none.</summary>
    public static Origin? OriginOf(string? baseUri, string? path)
    {
        try
        {
            return Origin.Of(Resolve(new RequestConfig { BaseUri = baseUri, Uri = path }));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>An absolute http or https address without user info.</summary>
    public static Uri Parse(string text, string? written = null)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw Bad(written is { Length: > 0 } ? written : text, "is not a valid address. Write it as https://host/path.");
        }

        Check(uri);
        return uri;
    }

    public static void Check(Uri uri)
    {
        if (uri.Scheme is not ("http" or "https"))
        {
            throw Bad(uri.OriginalString, $"has the scheme '{uri.Scheme}'. Only http and https can be requested.");
        }

        if (uri.UserInfo.Length > 0)
        {
            throw Bad(uri.OriginalString, "holds a user name or password, which would end in logs. Send them in the Authorization header.");
        }
    }

    private static string Join(string? baseUri, string path)
    {
        baseUri = baseUri?.Trim(' ');
        if (string.IsNullOrEmpty(baseUri))
        {
            throw path.Length == 0
                ? new ArgumentException("The request has no address. Give it a Uri, or the client a BaseUri.")
                : Bad(path, "is relative, and there is no base to append it to. Write it with https://, or give the client a BaseUri (-Client (New-AxiosClient https://…)).");
        }

        CheckCharacters(baseUri);
        if (HasScheme(baseUri, out var scheme))
        {
            CheckScheme(baseUri, scheme);
        }
        else
        {
            throw Bad(baseUri, "is the base of the client, and a base begins with https:// or http://.");
        }

        if (path.Length == 0)
        {
            return baseUri;
        }

        var end = baseUri.IndexOfAny(['?', '#']);
        var root = (end < 0 ? baseUri : baseUri[..end]).TrimEnd('/');
        var query = end < 0 || baseUri[end] == '#' ? "" : baseUri[end..].Split('#')[0];
        if (path[0] is '?' or '#')
        {
            return Combine(end < 0 ? baseUri : baseUri[..end], query, path);
        }

        return Combine(root + "/", query, path.TrimStart('/'));
    }

    private static string Combine(string root, string baseQuery, string path)
    {
        if (baseQuery.Length == 0)
        {
            return root + path;
        }

        var mark = path.IndexOf('?', StringComparison.Ordinal);
        return mark < 0
            ? string.Concat(root, path.Split('#')[0], baseQuery)
            : string.Concat(root, path[..mark], baseQuery, "&" + path[(mark + 1)..]);
    }

    private static void HideSecureTexts(Uri uri, RequestConfig config)
    {
        var found = new List<SecureString>();
        if (config.HasQuery)
        {
            config.Query.AddSecureTexts(found);
        }

        if (config.HasPathParameters)
        {
            config.PathParameters.AddSecureTexts(found);
        }

        if (found.Count > 0)
        {
            var texts = found.ConvertAll(Secrets.Reveal);
            Secrets.Hide(uri, [.. texts, .. texts.Select(Uri.EscapeDataString), .. texts.Select(t => string.Join('/', t.Split('/').Select(Uri.EscapeDataString)))]);
        }
    }

    private static string Append(string uri, string pairs) =>
        pairs.Length == 0 ? uri
        : !uri.Contains('?', StringComparison.Ordinal) ? $"{uri}?{pairs}"
        : uri[^1] is '?' or '&' ? uri + pairs
        : $"{uri}&{pairs}";

    // RFC 3986, section 3.1: a scheme is a letter, then letters, digits, + - . up to the colon.
    private static bool HasScheme(string text, out string scheme)
    {
        scheme = "";
        var colon = text.AsSpan().IndexOfAny(':', '/', '?');
        if (colon < 1 || text[colon] != ':' || !char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (var c in text.AsSpan(0, colon))
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        scheme = text[..colon];
        return true;
    }

    private static void CheckScheme(string text, string scheme)
    {
        var web = scheme.Equals("http", StringComparison.OrdinalIgnoreCase) || scheme.Equals("https", StringComparison.OrdinalIgnoreCase);
        if (web && text.AsSpan(scheme.Length + 1).StartsWith("//"))
        {
            return;
        }

        throw web ? Bad(text, $"lacks the two slashes after '{scheme}:'. Write {scheme}://host/path.")
            : char.IsAsciiDigit(text.ElementAtOrDefault(scheme.Length + 1)) ? Bad(text, $"has no scheme. Write http://{Secrets.RedactMalformed(text)} or https://{Secrets.RedactMalformed(text)}.")
            : Bad(text, $"has the scheme '{scheme}'. Only http and https can be requested; a path with a colon in its first part begins with a slash.");
    }

    private static void CheckCharacters(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                throw Bad(text, "holds a control character (a line break or tab?). Remove it.");
            }
        }
    }

    private static ArgumentException Bad(string uri, string problem) => new($"The address '{HttpTokens.Visible(Secrets.RedactMalformed(uri))}' {problem}");
}
