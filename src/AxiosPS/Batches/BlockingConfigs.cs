namespace AxiosPS;

/// <summary>A source of requests that keeps a thread while it thinks.</summary>
internal sealed class BlockingConfigs(IEnumerable<RequestConfig> configs) : IAsyncEnumerable<RequestConfig>
{
    public IAsyncEnumerator<RequestConfig> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Reader(configs.GetEnumerator());

    private sealed class Reader(IEnumerator<RequestConfig> configs) : IAsyncEnumerator<RequestConfig>
    {
        public RequestConfig Current => configs.Current;

        public ValueTask<bool> MoveNextAsync() => new(configs.MoveNext());

        public ValueTask DisposeAsync()
        {
            configs.Dispose();
            return default;
        }
    }
}
