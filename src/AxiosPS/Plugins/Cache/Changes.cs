namespace AxiosPS.Plugins;

/// <summary>Requests that change what they name: what is kept of it is forgotten, whoever's it is (RFC 9111, section 4.4).</summary>
internal static class Changes
{
    /// <summary>Whether a method may change something.</summary>
    public static bool MayCome(string method) => !Methods.IsSafe(method) && !method.Equals("QUERY", StringComparison.OrdinalIgnoreCase);

    public static async Task<AxiosResponse> WatchAsync(RequestContext context, RequestHandler next, CacheShelf shelf)
    {
        var target = context.Uri;
        AxiosResponse? response;
        try
        {
            response = await next(context).ConfigureAwait(false);
        }
        catch
        {
            await shelf.InvalidateAsync(target, context.CancellationToken).ConfigureAwait(false); // it may have been done, though nobody heard of it
            throw;
        }

        if (response is { StatusCode: < 400 })
        {
            foreach (var uri in By(response, target).Distinct())
            {
                await shelf.InvalidateAsync(uri, context.CancellationToken).ConfigureAwait(false);
            }
        }

        return response!; // null is the engine's to report
    }

    // A server speaks for its own origin alone.
    private static IEnumerable<Uri> By(AxiosResponse response, Uri target)
    {
        var origin = Origin.Of(target);
        var (location, content) = (response.Headers.GetValues("Location"), response.Headers.GetValues("Content-Location"));
        return location.Concat(content)
            .Select(text => Uri.TryCreate(response.Address, text, out var uri) ? uri : null)
            .OfType<Uri>()
            .Concat(response.Redirects)
            .Append(response.Address)
            .Where(uri => Origin.Of(uri) is var other && (other == origin || origin.IsUpgradedTo(other)))
            .Append(target);
    }
}
