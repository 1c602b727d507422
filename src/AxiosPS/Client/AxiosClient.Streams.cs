namespace AxiosPS;

/// <summary>The calls whose answer is read as it arrives, in as much memory as one item takes.</summary>
public sealed partial class AxiosClient
{
    /// <summary>
    /// The lines of a body as they arrive, in the charset of its content type (a byte order mark first), else UTF-8; they end with
    /// LF, CR or both. A line may have 16 MiB, or <see cref="RequestConfig.MaxResponseBytes"/> where that is set. Leaving the loop
    /// ends the request.
    /// </summary>
    /// <param name="config">The request. A status other than 200 to 299 is an error unless <see cref="RequestConfig.ValidateStatus"/> says otherwise.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="AxiosException">Anything that goes wrong, when the loop comes to it.</exception>
    public IAsyncEnumerable<string> ReadLinesAsync(RequestConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ItemReader<string>.AllAsync(token => new LineReader(this, config, token), cancellationToken);
    }

    /// <summary>
    /// The data of a body that has a JSON text on each line (NDJSON, JSON Lines) or in each record (application/json-seq, RFC 7464), as they
    /// arrive. Blank lines are skipped; one that is not JSON is an error that says which it is.
    /// </summary>
    /// <inheritdoc cref="ReadLinesAsync"/>
    public IAsyncEnumerable<object?> ReadJsonLinesAsync(RequestConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        return ItemReader<object?>.AllAsync(token => new JsonLineReader(this, config, token), cancellationToken);
    }

    /// <summary>
    /// Server-sent events as they arrive (HTML standard, section 9.2). Where the connection of a GET ends and the server has sent an
    /// id or a retry time, the request is sent again with <c>Last-Event-ID</c>, hooks and all, after that time (default 3 s, at most
    /// 5 minutes); 204 is the end. An id of more than 4 KiB is ignored. Any other stream ends with its connection; a broken one is an error.
    /// </summary>
    /// <param name="config">The request.</param>
    /// <param name="maxReconnects">How often in a row it is sent again without an event in between; 0 never sends it again.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="AxiosException">Anything that goes wrong, when the loop comes to it.</exception>
    public IAsyncEnumerable<ServerSentEvent> ReadEventsAsync(RequestConfig config, int maxReconnects = 10, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentOutOfRangeException.ThrowIfNegative(maxReconnects);
        return ItemReader<ServerSentEvent>.AllAsync(token => new EventReader(this, config, maxReconnects, token), cancellationToken);
    }
}
