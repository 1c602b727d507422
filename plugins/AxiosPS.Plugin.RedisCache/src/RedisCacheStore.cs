using AxiosPS.Plugins;
using StackExchange.Redis;

namespace AxiosPS.Plugin.RedisCache;

/// <summary>
/// Keeps the answers of a <see cref="CachePlugin"/> in Redis, where other processes and machines have them too. Redis lets them expire. While it
/// is out of reach each call fails at once, and the plugin asks the network. Safe for many threads at once.
/// </summary>
/// <remarks>
/// Whole answers are there, unencrypted: whoever may read the database reads them, and whoever may write to it can answer in the place of
/// servers. The connection is opened when it is first needed, and shared by all stores with the same configuration.
/// </remarks>
public sealed class RedisCacheStore : ICacheStore, IDisposable
{
    private const int BatchSize = 500;

    private readonly object gate = new();
    private readonly RedisSettings settings;
    private readonly TimeProvider time;
    private RedisConnection? kept;
    private int? clients; // null: it is nobody's part, and keeps its connection until it is disposed of
    private bool isDisposed;

    /// <summary>Makes the store. Nothing is connected yet.</summary>
    /// <param name="options">Which Redis, and where in it.</param>
    /// <exception cref="ArgumentException">The options cannot be used.</exception>
    public RedisCacheStore(RedisCacheOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (settings, time) = (new(options), options.TimeProvider);
    }

    /// <summary>True: other processes read it.</summary>
    public bool IsShared => true;

    /// <inheritdoc/>
    /// <exception cref="IOException">Redis is out of reach, does not answer, or refuses.</exception>
    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken = default) =>
        await DoAsync(redis => Database(redis).StringGetAsync(Key(key), CommandFlags.DemandMaster), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <exception cref="IOException">Redis is out of reach, does not answer, or refuses.</exception>
    public async ValueTask SetAsync(string key, byte[] value, DateTimeOffset expires, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);

        // The time left, and not when it ends: the clock of the server may be another.
        var left = TimeSpan.FromMilliseconds(Math.Ceiling((expires - time.GetUtcNow()).TotalMilliseconds));
        await DoAsync(redis => left > TimeSpan.Zero ? Database(redis).StringSetAsync(Key(key), value, left) : Database(redis).KeyDeleteAsync(Key(key)), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">Redis is out of reach, does not answer, or refuses.</exception>
    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        await DoAsync(redis => Database(redis).KeyDeleteAsync(Key(key)), cancellationToken).ConfigureAwait(false);

    /// <summary>Forgets all whose keys begin with the prefix, whoever has put it there. It goes through the keys of the database in small steps (SCAN), so Redis goes on serving others.</summary>
    /// <inheritdoc/>
    /// <exception cref="IOException">Redis is out of reach, does not answer, or refuses; some may be forgotten by then.</exception>
    public async ValueTask ClearAsync(CancellationToken cancellationToken = default) =>
        await DoAsync(redis => ClearAsync(redis, cancellationToken), cancellationToken).ConfigureAwait(false);

    /// <summary>Lets go of the connection, which closes if no other store uses it.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            LetGo();
        }
    }

    /// <summary>Where it keeps answers; without a password.</summary>
    public override string ToString() => $"Redis {settings}";

    /// <summary>Makes it part of a plugin: from now on the connection is open while clients have that.</summary>
    /// <exception cref="ArgumentException">It is part of another already, whose clients it would lose count of.</exception>
    internal void BelongToPlugin()
    {
        lock (gate)
        {
            clients = clients is null ? 0 : throw new ArgumentException($"This store belongs to another {nameof(RedisCachePlugin)} already. Give each a store of its own; those with the same configuration share a connection.");
        }
    }

    internal void AddClient()
    {
        lock (gate)
        {
            clients++;
            kept ??= RedisConnections.Take(settings); // by the first request it may stand
        }
    }

    internal void RemoveClient()
    {
        lock (gate)
        {
            if (--clients == 0)
            {
                LetGo();
            }
        }
    }

    private void LetGo()
    {
        if (kept is { } connection)
        {
            kept = null;
            RedisConnections.Return(connection);
        }
    }

    private RedisKey Key(string key) => settings.Prefix + key;

    private IDatabase Database(ConnectionMultiplexer redis) => redis.GetDatabase(settings.Database);

    private async Task<bool> ClearAsync(ConnectionMultiplexer redis, CancellationToken cancellationToken)
    {
        foreach (var server in redis.GetServers().Where(s => !s.IsReplica))
        {
            var batch = new List<Task>(BatchSize);
            await foreach (var key in server.KeysAsync(settings.Database, $"{GlobText.Escaped(settings.Prefix)}*", BatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                batch.Add(Database(redis).KeyDeleteAsync(key)); // one by one, for a cluster has them in many places
                if (batch.Count == BatchSize)
                {
                    await Task.WhenAll(batch).ConfigureAwait(false);
                    batch.Clear();
                }
            }

            await Task.WhenAll(batch).ConfigureAwait(false);
        }

        return true;
    }

    // Each call has a share in the connection, so that it ends as it began though its client has let go meanwhile.
    private async Task<T> DoAsync<T>(Func<ConnectionMultiplexer, Task<T>> work, CancellationToken cancellationToken)
    {
        RedisConnection connection;
        lock (gate)
        {
            if (isDisposed)
            {
                throw new ObjectDisposedException(null, $"the store has been disposed of ({this}).");
            }

            if (clients is null or > 0)
            {
                kept ??= RedisConnections.Take(settings);
            }

            connection = RedisConnections.Take(settings);
        }

        try
        {
            var redis = await connection.GetAsync(cancellationToken).ConfigureAwait(false);
            return await work(redis).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RedisTimeoutException e)
        {
            throw new IOException($"Redis at {settings.Address} has not answered within {settings.Redis.AsyncTimeout} ms.", e);
        }
        catch (Exception e) when (e is RedisException or RedisCommandException)
        {
            throw new IOException($"Redis at {settings.Address}: {e.Message}", e);
        }
        finally
        {
            RedisConnections.Return(connection);
        }
    }
}
