using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>Answers that come in pages.</summary>
public sealed partial class AxiosClient
{
    /// <summary>
    /// Sends a call and goes on to the next page as long as there is one. Without <paramref name="nextPage"/> it is where the
    /// answer (200 to 299) says: in its Link header (<c>rel="next"</c>, RFC 8288), or in the <c>@odata.nextLink</c> of its JSON.
    /// Each page is a call of its own with the options of the first, made when it is asked for. A linked page is a GET; its
    /// address is taken as it stands, with those query parameters of the client that it lacks. Secrets stay with the origin
    /// that the first call named. A page that was fetched before (same method, address, headers and body) ends it.
    /// </summary>
    /// <param name="config">The call for the first page.</param>
    /// <param name="nextPage">Says where the next page is. Default: the answer does.</param>
    /// <param name="maxPages">How many pages at most, 1 or more. Default: no limit.</param>
    /// <param name="cancellationToken">Ends the call under way at once.</param>
    /// <exception cref="AxiosException">Anything that goes wrong; <see cref="AxiosException.Page"/> says with which page.</exception>
    /// <exception cref="ArgumentException">The call cannot be made, or not in pages.</exception>
    public IAsyncEnumerable<AxiosResponse> PagesAsync(RequestConfig config, INextPage? nextPage = null, int? maxPages = null, CancellationToken cancellationToken = default) =>
        PagesAsync(new PageWalk(this, config, nextPage, maxPages), cancellationToken);

    private static async IAsyncEnumerable<AxiosResponse> PagesAsync(PageWalk walk, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await walk.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            yield return page;
        }
    }
}
