namespace AxiosPS;

/// <summary>A source of requests that keeps a thread while it thinks.</summary>
/// <typeparam name="T">What stands for a request.</typeparam>
internal sealed class BlockingSource<T>(IEnumerable<T> requests) : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => new Reader(requests.GetEnumerator());

    private sealed class Reader(IEnumerator<T> requests) : IAsyncEnumerator<T>
    {
        public T Current => requests.Current;

        public ValueTask<bool> MoveNextAsync() => new(requests.MoveNext());

        public ValueTask DisposeAsync()
        {
            requests.Dispose();
            return default;
        }
    }
}
