using System.Text;

namespace AxiosPS;

/// <summary>A request as the file has it, with which others are compared.</summary>
internal sealed class CassettePattern
{
    private readonly string method;
    private readonly TextPattern uri;
    private readonly TextPattern body;
    private readonly (string Name, TextPattern Value)[] headers;

    /// <param name="written">The request, with placeholders.</param>
    /// <param name="matchHeaders">Which headers have to be the same.</param>
    public CassettePattern(CassetteRequest written, IEnumerable<string> matchHeaders)
    {
        method = written.Method;
        uri = new(written.Uri);
        body = new(Text(written.Body));
        headers = [.. matchHeaders.Select(name => (name, new TextPattern(written.Headers.Get(name) ?? "")))];
    }

    /// <summary>In what another request differs; null if in nothing but the secrets that it has.</summary>
    public string? Difference(CassetteRequest request) =>
        request.Method != method ? "method"
        : uri.Match(request.Uri) is null ? "query"
        : headers.Where(h => h.Value.Match(request.Headers.Get(h.Name) ?? "") is null).Select(h => $"header {h.Name}").FirstOrDefault()
        ?? (body.Match(Text(request.Body)) is null ? "body" : null);

    /// <summary>The secrets of a request that fits, in one text; empty for one without any, null for one that does not fit.</summary>
    /// <param name="request">The request.</param>
    /// <param name="named">Those of its headers and cookies.</param>
    /// <param name="answered">Which placeholders count for what they stand for: a client that has its answers from the file knows nothing else.</param>
    public string? CredentialsOf(CassetteRequest request, IEnumerable<(string Place, string Secret)> named, IReadOnlySet<int>? answered = null)
    {
        if (uri.Match(request.Uri) is not { } inUri || body.Match(Text(request.Body)) is not { } inBody)
        {
            return null;
        }

        if (answered is not null)
        {
            (inUri, inBody) = (uri.AsAnswered(inUri, answered), body.AsAnswered(inBody, answered));
        }

        string[] all =
        [
            .. request.Identity.Length == 0 ? Array.Empty<string>() : [request.Identity],
            .. named.Select(n => $"{n.Place}: {Placeholder.Plain(n.Secret)}").Order(StringComparer.Ordinal),
            .. inUri.Select(text => $"? {Placeholder.Plain(text)}"),
            .. inBody.Select(text => $"! {Placeholder.Plain(text)}"),
        ];
        return string.Join('\n', all);
    }

    private static string Text(byte[] body) => Encoding.Latin1.GetString(body);
}
