using System.Collections.Concurrent;
using AxiosPS.Plugins;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>A store outside of the process, so to speak: what it is given can be looked at, and it does what the test says before anything else.</summary>
internal sealed class TestStore : ICacheStore
{
    private int asked;

    public ConcurrentDictionary<string, (byte[] Value, DateTimeOffset Expires)> Items { get; } = new(StringComparer.Ordinal);

    public bool IsShared { get; init; } = true;

    /// <summary>Comes first, with the name of the method. Default: nothing.</summary>
    public Func<string, CancellationToken, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Comes when it knows what it has for a key, and before it says so. Default: nothing.</summary>
    public Func<Task> Known { get; set; } = () => Task.CompletedTask;

    /// <summary>How often it was asked for something.</summary>
    public int Asked => Volatile.Read(ref asked);

    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        await ComeAsync("get", cancellationToken);
        var found = Items.TryGetValue(key, out var item) ? item.Value : null;
        await Known();
        return found;
    }

    public async ValueTask SetAsync(string key, byte[] value, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        await ComeAsync("set", cancellationToken);
        Items[key] = (value, expires);
    }

    public async ValueTask RemoveAsync(string key, CancellationToken cancellationToken)
    {
        await ComeAsync("remove", cancellationToken);
        Items.TryRemove(key, out _);
    }

    public async ValueTask ClearAsync(CancellationToken cancellationToken)
    {
        await ComeAsync("clear", cancellationToken);
        Items.Clear();
    }

    private Task ComeAsync(string method, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref asked);
        return Before(method, cancellationToken);
    }
}
