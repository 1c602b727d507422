namespace AxiosPS.Checks;

/// <summary>A request as the transport of the checks has seen it, with its secrets.</summary>
internal sealed record SeenRequest(string Method, Uri Uri, IReadOnlyList<(string Name, string Value, bool IsSecret)> Headers, byte[] Body)
{
    public static async Task<SeenRequest> OfAsync(TransportRequest request, CancellationToken cancellationToken) => new(
        request.Method,
        request.Uri,
        HeadersOf(request.Headers),
        request.Content is { } content ? await content.ToHttpContent().ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false) : []);

    /// <summary>All of it that can be compared.</summary>
    public string Text => $"{Method} {Uri.AbsoluteUri}\n{string.Join('\n', Headers.Select(header => $"{header.Name}: {header.Value}"))}\n{Convert.ToHexString(Body)}";

    private static List<(string Name, string Value, bool IsSecret)> HeadersOf(HeaderCollection headers)
    {
        var list = new List<(string, string, bool)>();
        foreach (var field in headers.Fields)
        {
            list.Add((field.Name, string.Join(", ", HeaderCollection.Values(field)), headers.IsSecret(field.Name)));
        }

        return list;
    }
}
