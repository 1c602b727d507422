using StackExchange.Redis;

namespace AxiosPS.Plugin.RedisCache;

/// <summary>
/// A connection that is made behind the scenes. Who asks for it waits until it stands, or until it is known that Redis is out of
/// reach; after that StackExchange.Redis says so by itself, and connects again when it can.
/// </summary>
internal sealed class RedisConnection
{
    private readonly TaskCompletionSource<string> refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<ConnectionMultiplexer> connecting;
    private readonly string address;
    private int failures;

    public RedisConnection(RedisSettings settings)
    {
        (Identity, address) = (settings.Identity, settings.Address);
        var options = settings.Redis.Clone();
        options.ConnectionAttemptCompleted += (_, attempt) => Hear(attempt, options.EndPoints.Count);
        connecting = Connect(options);
    }

    public string Identity { get; }

    /// <summary>How many use it; <see cref="RedisConnections"/> counts.</summary>
    public int Users { get; set; }

    /// <exception cref="IOException">It does not stand yet, and Redis is out of reach.</exception>
    public async Task<ConnectionMultiplexer> GetAsync(CancellationToken cancellationToken)
    {
        if (!connecting.IsCompleted && await Task.WhenAny(connecting, refused.Task).WaitAsync(cancellationToken).ConfigureAwait(false) == refused.Task)
        {
            throw new IOException($"Redis at {address} cannot be reached: {await refused.Task.ConfigureAwait(false)}");
        }

        return await connecting.ConfigureAwait(false);
    }

    /// <summary>Closes its sockets, here and now; one that does not stand yet is closed as soon as that is settled.</summary>
    public async Task CloseAsync()
    {
        var connection = await connecting.ConfigureAwait(false);
        connection.Close(allowCommandsToComplete: false);
        connection.Dispose();
    }

    // It outlives the request that has asked for it, and has nothing of its context.
    private static Task<ConnectionMultiplexer> Connect(ConfigurationOptions options)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(() => ConnectionMultiplexer.ConnectAsync(options));
        }

        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => ConnectionMultiplexer.ConnectAsync(options));
        }
    }

    // The first attempt may be waited for as long as connectTimeout, though all have failed. One that was given up for another says nothing.
    private void Hear(ConnectionAttemptCompletedEventArgs attempt, int servers)
    {
        if (attempt is { IsSuccess: false, ConnectionType: ConnectionType.Interactive, FailureType: not ConnectionFailureType.ConnectionDisposed }
            && Interlocked.Increment(ref failures) >= servers)
        {
            refused.TrySetResult(attempt.Exception?.GetBaseException().Message ?? $"{attempt.FailureType}");
        }
    }
}
