using StackExchange.Redis;

namespace AxiosPS.Plugin.RedisCache;

/// <summary>
/// A connection that is made behind the scenes. Who asks for it waits until it stands, or until it is known that Redis is out of
/// reach; after that StackExchange.Redis says so by itself, and connects again when it can.
/// </summary>
internal sealed class RedisConnection
{
    private readonly object gate = new();
    private readonly ConfigurationOptions options;
    private readonly string address;
    private TaskCompletionSource<string> refused = NewRefusal();
    private Task<ConnectionMultiplexer> connecting;
    private int failures;

    public RedisConnection(RedisSettings settings)
    {
        (Identity, address, options) = (settings.Identity, settings.Address, settings.Redis.Clone());
        options.ConnectionAttemptCompleted += (_, attempt) =>
        {
            if (attempt is { IsSuccess: false, ConnectionType: ConnectionType.Interactive } && Interlocked.Increment(ref failures) >= options.EndPoints.Count)
            {
                refused.TrySetResult(attempt.Exception?.GetBaseException().Message ?? $"{attempt.FailureType}");
            }
        };
        connecting = Connect();
    }

    public string Identity { get; }

    /// <summary>How many use it; <see cref="RedisConnections"/> counts.</summary>
    public int Users { get; set; }

    /// <exception cref="IOException">It does not stand yet, and Redis is out of reach.</exception>
    public async Task<ConnectionMultiplexer> GetAsync(CancellationToken cancellationToken)
    {
        var (task, refusal) = Current();
        if (!task.IsCompleted && await Task.WhenAny(task, refusal).WaitAsync(cancellationToken).ConfigureAwait(false) == refusal)
        {
            throw new IOException($"Redis at {address} cannot be reached: {await refusal.ConfigureAwait(false)}");
        }

        return await task.ConfigureAwait(false);
    }

    /// <summary>Closes its sockets, here and now; one that does not stand yet is closed as soon as that is settled.</summary>
    public async Task CloseAsync()
    {
        var connection = await connecting.ConfigureAwait(false);
        connection.Close(allowCommandsToComplete: false);
        connection.Dispose();
    }

    public override string ToString() => address;

    private static TaskCompletionSource<string> NewRefusal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private (Task<ConnectionMultiplexer> Connecting, Task<string> Refusal) Current()
    {
        lock (gate)
        {
            if (connecting.IsFaulted) // sentinels out of reach, say: nothing goes on trying by itself
            {
                (refused, failures) = (NewRefusal(), 0);
                connecting = Connect();
            }

            return (connecting, refused.Task);
        }
    }

    // It outlives the request that has asked for it, and has nothing of its context.
    private Task<ConnectionMultiplexer> Connect()
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(() => ConnectionMultiplexer.ConnectAsync(options));
        }
    }
}
