namespace AxiosPS.Plugins;

/// <summary>A stored answer.</summary>
/// <param name="Head">Its status and headers, and its times.</param>
/// <param name="ReasonPhrase">The reason beside the status.</param>
/// <param name="HttpVersion">The version of HTTP that was spoken.</param>
/// <param name="Body">Its bytes; nobody changes them.</param>
/// <param name="VaryNames">The headers of requests on which it depends.</param>
/// <param name="Variant">A digest of those that its own request had.</param>
/// <param name="Redirects">The addresses that redirected, secrets masked.</param>
/// <param name="Address">The one that answered then, secrets masked; null for that of the request.</param>
/// <param name="Generation">What the address of the request was at before it was sent.</param>
/// <param name="Generations">What those of the redirects were at.</param>
internal sealed record CacheEntry(
    AnswerHead Head,
    string ReasonPhrase,
    Version HttpVersion,
    ReadOnlyMemory<byte> Body,
    string[] VaryNames,
    string Variant,
    Uri[] Redirects,
    Uri? Address,
    string Generation,
    string Generations)
{
    /// <summary>The entry for an answer; null if nobody can tell to which requests it belongs.</summary>
    public static CacheEntry? Of(AxiosResponse response, AnswerHead head, HeaderCollection request, string generation, Invalidations invalidations) =>
        Plugins.Variant.NamesOf(response.Headers) is { } names
            ? new(
                head with { Headers = Kept(head.Headers) },
                response.ReasonPhrase,
                response.HttpVersion,
                response.Bytes,
                names,
                Plugins.Variant.Of(names, request),
                [.. response.Redirects.Select(Secrets.Masked)],
                response.Redirects.Count > 0 ? response.Uri : null,
                generation,
                GenerationsOf(response.Redirects, response.Uri, invalidations))
            : null;

    /// <summary>Whether it answers a request with these headers, whose address is at this generation.</summary>
    public bool Answers(HeaderCollection request, string? generation, Invalidations invalidations) =>
        Plugins.Variant.Of(VaryNames, request) == Variant
        && generation == Generation
        && GenerationsOf(Redirects, Address, invalidations) == Generations;

    /// <summary>A response of its own for a call.</summary>
    public AxiosResponse For(RequestContext context, DateTimeOffset now)
    {
        var headers = Head.Headers.Copy();
        headers["Age"] = (long)Freshness.Age(Head, now).TotalSeconds; // RFC 9111, section 5.1
        var response = new AxiosResponse(Head.StatusCode, Body.ToArray(), headers, context)
        {
            ReasonPhrase = ReasonPhrase,
            HttpVersion = HttpVersion,
            FromCache = true,
        };
        response.TieTo(context, Address, Redirects);
        return response;
    }

    /// <summary>Whether a 304 says of this answer that it is still good.</summary>
    public bool IsMeantBy(AxiosResponse notModified) =>
        Validation.IsOf(notModified.Headers, Head.Headers) && Address == (notModified.Redirects.Count > 0 ? notModified.Uri : null);

    /// <summary>The entry after such a 304, with the headers that it has brought.</summary>
    public CacheEntry Renewed(AxiosResponse notModified, AnswerHead head, HeaderCollection request, string generation, Invalidations invalidations)
    {
        var headers = Kept(Validation.Merged(Head.Headers, notModified.Headers));
        var names = Plugins.Variant.NamesOf(headers) ?? [];
        return this with
        {
            Head = new(Head.StatusCode, headers, head.Requested, head.Received),
            VaryNames = names,
            Variant = Plugins.Variant.Of(names, request),
            Redirects = [.. notModified.Redirects.Select(Secrets.Masked)],
            Generation = generation,
            Generations = GenerationsOf(notModified.Redirects, notModified.Uri, invalidations),
        };
    }

    // Cookies were for the one who asked: they are in his jar, and a response out of a cache sets none.
    private static HeaderCollection Kept(HeaderCollection headers)
    {
        var kept = Storing.Kept(headers);
        kept.Remove("Set-Cookie");
        return kept;
    }

    private static string GenerationsOf(IReadOnlyList<Uri> redirects, Uri? address, Invalidations invalidations) =>
        redirects.Count == 0 ? "" : string.Join('\n', redirects.Append(address!).Select(invalidations.GenerationOf));
}
