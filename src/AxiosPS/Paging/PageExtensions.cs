namespace AxiosPS;

/// <summary>Paging with a lambda, for C#. PowerShell has <c>-NextPage</c>.</summary>
public static class PageExtensions
{
    /// <summary>As <see cref="AxiosClient.PagesAsync(RequestConfig, INextPage, int?, CancellationToken)"/>, with a lambda that gives what the next call has otherwise, null after the last page.</summary>
    public static IAsyncEnumerable<AxiosResponse> PagesAsync(
        this AxiosClient client,
        RequestConfig config,
        Func<AxiosResponse, RequestConfig?> nextPage,
        int? maxPages = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(nextPage);
        return client.PagesAsync(config, new DelegateNextPage(nextPage), maxPages, cancellationToken);
    }

    private sealed class DelegateNextPage(Func<AxiosResponse, RequestConfig?> nextPage) : INextPage
    {
        public ValueTask<RequestConfig?> NextAsync(AxiosResponse response, CancellationToken cancellationToken) => new(nextPage(response));

        public override string ToString() => "lambda";
    }
}
