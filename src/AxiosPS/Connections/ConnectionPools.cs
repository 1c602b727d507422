namespace AxiosPS;

/// <summary>
/// A client's pools, one for each set of options that its calls have wished for: different wishes never share a connection. Of
/// those other than the client's own the sixteen used last are kept; one that has to go lets its running calls end first.
/// </summary>
internal sealed class ConnectionPools(TimeSpan connectTimeout, EnvironmentProxies environment) : IDisposable
{
    private const int Limit = 16;

    private readonly LinkedList<(Key Key, ConnectionPool Pool)> recent = new();
    private readonly object gate = new();
    private bool disposed;

    public ConnectionPool Make(ConnectionOptions? options, OriginCredentials? credentials) => new(options ?? ConnectionOptions.None, credentials, connectTimeout, environment);

    /// <summary>The pool for these options, which stays until <see cref="Leave"/>.</summary>
    public ConnectionPool Enter(ConnectionOptions options, OriginCredentials? credentials)
    {
        var key = new Key(options, credentials);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            var known = recent.First;
            while (known is not null && known.Value.Key != key)
            {
                known = known.Next;
            }

            if (known is null)
            {
                known = new((key, Make(options, credentials)));
                if (recent.Count == Limit)
                {
                    Retire(recent.Last!);
                }
            }
            else
            {
                recent.Remove(known);
            }

            recent.AddFirst(known);
            known.Value.Pool.Users++;
            return known.Value.Pool;
        }
    }

    public void Leave(ConnectionPool pool)
    {
        lock (gate)
        {
            pool.Users--;
            DisposeUnused(pool);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            foreach (var (_, pool) in recent)
            {
                pool.Dispose(); // its calls were ended before
            }

            recent.Clear();
        }
    }

    private void Retire(LinkedListNode<(Key Key, ConnectionPool Pool)> oldest)
    {
        recent.Remove(oldest);
        oldest.Value.Pool.IsRetired = true;
        DisposeUnused(oldest.Value.Pool);
    }

    private static void DisposeUnused(ConnectionPool pool)
    {
        if (pool is { IsRetired: true, Users: 0 })
        {
            pool.Dispose();
        }
    }

    private sealed record Key(ConnectionOptions Options, OriginCredentials? Credentials);
}
