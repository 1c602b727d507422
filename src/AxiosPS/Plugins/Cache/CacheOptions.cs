namespace AxiosPS.Plugins;

/// <summary>What a <see cref="CachePlugin"/> keeps, where, and for how long.</summary>
public sealed class CacheOptions
{
    internal const int DefaultMaxSize = 128;
    internal const long DefaultMaxBytes = 64L << 20;
    internal const long DefaultMaxEntryBytes = 8L << 20;

    private readonly TimeSpan ttl = TimeSpan.FromSeconds(60);
    private readonly int maxSize = DefaultMaxSize;
    private readonly long maxBytes = DefaultMaxBytes;
    private readonly long maxEntryBytes = DefaultMaxEntryBytes;
    private readonly TimeSpan storeTimeout = TimeSpan.FromSeconds(1);
    private readonly string[] ignoredHeaders = [];

    /// <summary>How long an answer is good for. Default: 60 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan Ttl
    {
        get => ttl;
        init => ttl = Positive(value, nameof(Ttl));
    }

    /// <summary>How many answers are kept in memory; then those go that were not asked for the longest. Default: 128.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxSize
    {
        get => maxSize;
        init => maxSize = OptionRange.Checked(value, 1)!.Value;
    }

    /// <summary>How many bytes they may have together. Default: 64 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public long MaxBytes
    {
        get => maxBytes;
        init => maxBytes = AtLeastOne(value, nameof(MaxBytes));
    }

    /// <summary>The largest body that is kept, in bytes. Default: 8 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public long MaxEntryBytes
    {
        get => maxEntryBytes;
        init => maxEntryBytes = AtLeastOne(value, nameof(MaxEntryBytes));
    }

    /// <summary>Where answers are kept. Default: null, in memory, each client's by themselves.</summary>
    public ICacheStore? Store { get; init; }

    /// <summary>How long <see cref="Store"/> is waited for, each time; then the network is asked. Default: 1 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan StoreTimeout
    {
        get => storeTimeout;
        init => storeTimeout = Positive(value, nameof(StoreTimeout));
    }

    /// <summary>
    /// Headers of requests that may differ though the answer is the same, beside those that only number a request (<c>X-Request-Id</c>,
    /// <c>traceparent</c> and their like). Default: none.
    /// </summary>
    public IReadOnlyList<string> IgnoredHeaders
    {
        get => ignoredHeaders;
        init => ignoredHeaders = [.. value ?? []];
    }

    private static TimeSpan Positive(TimeSpan value, string option) => value > TimeSpan.Zero ? value
        : throw new ArgumentOutOfRangeException(option, $"{option} is {value}. Give a time of more than zero.");

    private static long AtLeastOne(long value, string option) => value >= 1 ? value
        : throw new ArgumentOutOfRangeException(option, $"{option} is {value}. It may be 1 or more.");
}
