using System.Collections.Specialized;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>The address of a curl command, with what -G and --url-query add to it.</summary>
internal sealed partial class CurlAddress
{
    public CurlAddress(CurlArguments curl, CurlBody body)
    {
        var uri = curl.Uri;
        uri = uri.Contains("://", StringComparison.Ordinal) ? uri : "http://" + uri; // as curl guesses
        if (!curl.Has("globoff"))
        {
            if (Pattern().IsMatch(uri))
            {
                curl.Warn("To curl the brackets in the address are a pattern of several addresses. Here it is one address: convert them one by one, or fill in {name} with -PathParameter.");
            }

            uri = Escaped().Replace(uri, "$1");
        }

        if (uri.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment)
        {
            uri = uri[..fragment];
        }

        var authority = uri.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = uri.IndexOfAny(['/', '?'], authority) is >= 0 and var found ? found : uri.Length;
        if (uri.LastIndexOf('@', path - 1, path - authority) is >= 0 and var at)
        {
            UserInfo = System.Uri.UnescapeDataString(uri[authority..at]);
            uri = uri[..authority] + uri[(at + 1)..];
        }

        if (curl.Value("upload-file") is { } file)
        {
            uri = WithName(uri, authority, System.IO.Path.GetFileName(file));
        }

        foreach (var pairs in new[] { curl.Has("get") ? body.Query : "", string.Join('&', curl.All("url-query").Select(q => CurlBody.UrlEncoded(q.Value, "--url-query"))) }.Where(p => p.Length > 0))
        {
            uri += (uri.Contains('?', StringComparison.Ordinal) ? uri[^1] is '?' or '&' ? "" : "&" : "?") + pairs;
        }

        Uri = TakeSecrets(uri);
    }

    public string Uri { get; }

    /// <summary>User and password that stood in it.</summary>
    public string? UserInfo { get; }

    /// <summary>Parameters whose names tell of a secret, taken out of the address; null for none.</summary>
    public OrderedDictionary? Query { get; private set; }

    // What is put into a folder goes there by its own name.
    private static string WithName(string uri, int authority, string name)
    {
        var query = uri.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? mark : uri.Length;
        var hasPath = uri.IndexOf('/', authority, query - authority) >= 0;
        return hasPath && uri[query - 1] != '/' ? uri : $"{uri[..query]}{(hasPath ? "" : "/")}{System.Uri.EscapeDataString(name)}{uri[query..]}";
    }

    // Only what means the same when it is written again.
    private string TakeSecrets(string uri)
    {
        var mark = uri.IndexOf('?', StringComparison.Ordinal);
        if (mark < 0)
        {
            return uri;
        }

        var kept = new List<string>();
        foreach (var pair in uri[(mark + 1)..].Split('&'))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (pair, "") : (pair[..equals], pair[(equals + 1)..]);
            var plain = System.Uri.UnescapeDataString(value);
            if (value.Length > 0 && Secrets.IsQuery(System.Uri.UnescapeDataString(name)) && System.Uri.EscapeDataString(name) == name && System.Uri.EscapeDataString(plain).Equals(value, StringComparison.OrdinalIgnoreCase) && Query?.Contains(name) != true)
            {
                (Query ??= [])[name] = Secrets.Secure(plain);
            }
            else
            {
                kept.Add(pair);
            }
        }

        return Query is null ? uri : kept.Count == 0 ? uri[..mark] : $"{uri[..mark]}?{string.Join('&', kept)}";
    }

    [GeneratedRegex(@"(?<!\\)(\{[^{}\\]+\}|(?<!//|@)\[[0-9a-zA-Z]+-[0-9a-zA-Z]+(:\d+)?\])", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"\\([\[\]{}])", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
