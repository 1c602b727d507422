namespace AxiosPS.Plugin.RedisCache;

/// <summary>The open connections of this process, one for each configuration, closed when nobody uses them any more.</summary>
internal static class RedisConnections
{
    private static readonly Dictionary<string, RedisConnection> Open = new(StringComparer.Ordinal);

    public static int Count
    {
        get
        {
            lock (Open)
            {
                return Open.Count;
            }
        }
    }

    /// <summary>The connection for these settings, opened if need be. Each is to be given back once.</summary>
    public static RedisConnection Take(RedisSettings settings)
    {
        lock (Open)
        {
            if (!Open.TryGetValue(settings.Identity, out var connection))
            {
                Open.Add(settings.Identity, connection = new(settings));
            }

            connection.Users++;
            return connection;
        }
    }

    public static void Return(RedisConnection connection)
    {
        lock (Open)
        {
            if (--connection.Users > 0)
            {
                return;
            }

            Open.Remove(connection.Identity);
        }

        _ = connection.CloseAsync(); // of one that was never made there is nothing to close
    }
}
