namespace AxiosPS;

/// <summary>
/// Goes from page to page. Each is a call of its own through the whole pipeline, made only when it is asked for; its secrets
/// stay with the origin that the first call named.
/// </summary>
internal sealed class PageWalk
{
    private readonly AxiosClient client;
    private readonly RequestConfig first;
    private readonly INextPage? hook;
    private readonly int? maxPages;
    private readonly HashSet<string> seen = [];
    private AxiosResponse? last;
    private bool isOver;

    public PageWalk(AxiosClient client, RequestConfig call, INextPage? hook, int? maxPages)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (maxPages < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(maxPages), maxPages, "There is at least one page.");
        }

        if (call.OutFile is not null)
        {
            throw new ArgumentException("OutFile takes one answer, and there is one for each page. Write the data of the pages, or call for one page at a time.");
        }

        (this.client, this.hook, this.maxPages) = (client, hook, maxPages);
        first = call.Copy();
        first.IsUnshared = false;
    }

    /// <summary>The number of the page that was asked for last; the first is 1.</summary>
    public int Number { get; private set; }

    /// <summary>The address, redacted, that a page pointed back to, which ended the walk; null otherwise.</summary>
    public string? LoopedTo { get; private set; }

    /// <summary>The next page; null after the last.</summary>
    public async Task<AxiosResponse?> NextAsync(CancellationToken cancellationToken)
    {
        if (isOver || Number == maxPages || await CallAsync(cancellationToken).ConfigureAwait(false) is not { } call)
        {
            (isOver, last) = (true, null);
            return null;
        }

        Number++;
        try
        {
            last = await client.SendAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (AxiosException e) when (Number > 1)
        {
            e.Page = Number;
            throw;
        }

        first.BoundTo ??= RequestUri.OriginOf(first.BaseUri ?? client.Defaults.BaseUri, first.Uri ?? client.Defaults.Uri)
            ?? Origin.Of(last.Redirects.Count > 0 ? last.Redirects[0] : last.Address); // a hook named it
        return last;
    }

    private async ValueTask<RequestConfig?> CallAsync(CancellationToken cancellationToken)
    {
        var call = last is null ? first
            : hook is not null ? await AskAsync(hook, last, cancellationToken).ConfigureAwait(false) is { } changes ? PageCall.Changed(first, changes, last, client.Defaults) : null
            : NextLink.Of(last) is { } link ? PageCall.Linked(first, link, last, client.Defaults)
            : null;
        if (call is null || PageKey.Of(call, client) is not var (key, uri) || seen.Add(key))
        {
            return call;
        }

        LoopedTo = Secrets.Redact(uri);
        return null;
    }

    private static async ValueTask<RequestConfig?> AskAsync(INextPage hook, AxiosResponse response, CancellationToken cancellationToken)
    {
        var token = response.Config!.CancelToken; // as an interceptor has left it
        using var either = token is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var tokenEnds = token?.Follow(either!) ?? default;
        try
        {
            return await hook.NextAsync(response, either?.Token ?? cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not AxiosException)
        {
            var line = AxiosException.Line(response.Method, response.Uri);
            AxiosException error = e is not OperationCanceledException ? AxiosHookException.From($"The next-page hook '{hook}'", e)
                : cancellationToken.IsCancellationRequested ? new AxiosCanceledException(line, null, e, cancellationToken)
                : token is { IsCancellationRequested: true } ? new AxiosCanceledException(line, token.Reason, e, token.Canceled)
                : AxiosHookException.From($"The next-page hook '{hook}'", e);
            error.TieTo(response);
            throw error;
        }
    }
}
