namespace AxiosPS.Plugins;

/// <summary>
/// Answers in the memory of this process. When it is full, those go that were not asked for the longest. Safe for many threads at once.
/// </summary>
public sealed class MemoryCacheStore : ICacheStore
{
    private readonly object gate = new();
    private readonly Dictionary<string, LinkedListNode<Item>> items = new(StringComparer.Ordinal);
    private readonly LinkedList<Item> order = new(); // the last used is first
    private readonly TimeProvider time;
    private long bytes;

    /// <summary>Makes an empty store.</summary>
    /// <param name="maxSize">How many answers it holds. Default: 128.</param>
    /// <param name="maxBytes">How many bytes they may have together. Default: 64 MiB.</param>
    /// <param name="timeProvider">The clock by which they expire. Default: the system's.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the numbers is less than 1.</exception>
    public MemoryCacheStore(int maxSize = CacheOptions.DefaultMaxSize, long maxBytes = CacheOptions.DefaultMaxBytes, TimeProvider? timeProvider = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        (MaxSize, MaxBytes, time) = (maxSize, maxBytes, timeProvider ?? TimeProvider.System);
    }

    /// <summary>How many answers it holds at most.</summary>
    public int MaxSize { get; }

    /// <summary>How many bytes they may have together.</summary>
    public long MaxBytes { get; }

    /// <summary>How many answers it holds, expired ones that nobody has asked for since among them.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return items.Count;
            }
        }
    }

    /// <summary>How many bytes they have together.</summary>
    public long Bytes
    {
        get
        {
            lock (gate)
            {
                return bytes;
            }
        }
    }

    /// <summary>False: nobody else reads this memory.</summary>
    public bool IsShared => false;

    /// <inheritdoc/>
    public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (!items.TryGetValue(key, out var node))
            {
                return default;
            }

            if (node.Value.Expires <= time.GetUtcNow())
            {
                Drop(node);
                return default;
            }

            order.Remove(node);
            order.AddFirst(node);
            return new(node.Value.Value);
        }
    }

    /// <summary>Keeps bytes. More than <see cref="MaxBytes"/> are not kept; what the key had is forgotten all the same.</summary>
    /// <inheritdoc/>
    public ValueTask SetAsync(string key, byte[] value, DateTimeOffset expires, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (gate)
        {
            if (items.TryGetValue(key, out var before))
            {
                Drop(before);
            }

            if (value.Length > MaxBytes)
            {
                return default;
            }

            while (items.Count == MaxSize || bytes + value.Length > MaxBytes)
            {
                Drop(order.Last!);
            }

            items[key] = order.AddFirst(new Item(key, value, expires));
            bytes += value.Length;
            return default;
        }
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (items.TryGetValue(key, out var node))
            {
                Drop(node);
            }

            return default;
        }
    }

    /// <inheritdoc/>
    public ValueTask ClearAsync(CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            items.Clear();
            order.Clear();
            bytes = 0;
            return default;
        }
    }

    /// <summary>What it holds, and how much of it.</summary>
    public override string ToString() => FormattableString.Invariant($"memory ({Count} of {MaxSize} answers, {Bytes} of {MaxBytes} bytes)");

    private void Drop(LinkedListNode<Item> node)
    {
        items.Remove(node.Value.Key);
        order.Remove(node);
        bytes -= node.Value.Value.Length;
    }

    private sealed record Item(string Key, byte[] Value, DateTimeOffset Expires);
}
