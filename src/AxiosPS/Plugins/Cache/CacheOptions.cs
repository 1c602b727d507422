using System.Security;
using System.Text;

namespace AxiosPS.Plugins;

/// <summary>What a <see cref="CachePlugin"/> keeps, where, and for how long. Times of more than 2^31 seconds (68 years) count as that.</summary>
public sealed class CacheOptions
{
    internal const int DefaultMaxSize = 128;
    internal const long DefaultMaxBytes = 64L << 20;
    internal const long DefaultMaxEntryBytes = 8L << 20;

    private const int FingerprintKeyMinBytes = 16;

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly TimeSpan staleWhileRevalidate;
    private readonly TimeSpan staleIfError;
    private readonly int maxSize = DefaultMaxSize;
    private readonly long maxBytes = DefaultMaxBytes;
    private readonly long maxEntryBytes = DefaultMaxEntryBytes;
    private readonly TimeSpan storeTimeout = TimeSpan.FromSeconds(1);
    private readonly string[] ignoredHeaders = [];
    private readonly SecureString? fingerprintKey;

    /// <summary>
    /// How long an answer is good for. Default: 60 s. With <see cref="RespectHeaders"/> only of answers whose headers say nothing of that,
    /// and by default not even of those.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan Ttl
    {
        get => OwnTtl ?? TimeSpan.FromSeconds(60);
        init => OwnTtl = Capped(DelayTime.Positive(value, nameof(Ttl)));
    }

    /// <summary>Whether servers decide what is kept and how long, and are asked whether it is still good (RFC 9111). Default: false.</summary>
    public bool RespectHeaders { get; init; }

    /// <summary>
    /// For how long after its time an answer is still given, while a fresh one is fetched behind the scenes, where the server says nothing of that
    /// (RFC 5861). Default: zero, not at all. Needs <see cref="RespectHeaders"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan StaleWhileRevalidate
    {
        get => staleWhileRevalidate;
        init => staleWhileRevalidate = Capped(DelayTime.NotNegative(value, nameof(StaleWhileRevalidate)));
    }

    /// <summary>
    /// For how long after its time an answer is still given where the server cannot be reached, is not asked (an open circuit), or answers with 500, 502, 503 or 504, and has
    /// said nothing of that (RFC 5861). Default: zero, not at all. Needs <see cref="RespectHeaders"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan StaleIfError
    {
        get => staleIfError;
        init => staleIfError = Capped(DelayTime.NotNegative(value, nameof(StaleIfError)));
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
        init => maxBytes = OptionRange.AtLeastOne(value);
    }

    /// <summary>The largest body that is kept, in bytes. Default: 8 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public long MaxEntryBytes
    {
        get => maxEntryBytes;
        init => maxEntryBytes = OptionRange.AtLeastOne(value);
    }

    /// <summary>Where answers are kept. Default: null, in memory, each client's by themselves.</summary>
    public ICacheStore? Store { get; init; }

    /// <summary>How long <see cref="Store"/> is waited for, each time; then the network is asked. Default: 1 s; a day at most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not positive.</exception>
    public TimeSpan StoreTimeout
    {
        get => storeTimeout;
        init => storeTimeout = DelayTime.Positive(value, nameof(StoreTimeout)) < LongestWait ? value : LongestWait;
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

    /// <summary>
    /// A secret of the processes that share <see cref="Store"/>: with it, answers to requests with credentials or cookies serve whoever brings the same ones, in
    /// whichever of those processes. Random text of 16 bytes at least (in UTF-8). Default: null, and such answers serve the process alone that
    /// made them. Credentials that only a process knows (those of its user, an object that chooses them, a cookie container of a call) serve that one alone all the same.
    /// </summary>
    /// <exception cref="ArgumentException">It is too short.</exception>
    public SecureString? FingerprintKey
    {
        get => fingerprintKey;
        init => fingerprintKey = value is null || Bytes(value).Length >= FingerprintKeyMinBytes ? value?.Copy()
            : throw new ArgumentException($"{nameof(FingerprintKey)} is too short: it needs {FingerprintKeyMinBytes} bytes of random text at least, or credentials could be guessed from what the store has.");
    }

    /// <summary><see cref="Ttl"/> as it was set; null for the default.</summary>
    internal TimeSpan? OwnTtl { get; init; }

    internal byte[]? FingerprintKeyBytes() => fingerprintKey is null ? null : Bytes(fingerprintKey);

    private static byte[] Bytes(SecureString text) => Encoding.UTF8.GetBytes(Secrets.Reveal(text));

    // So that a time can be added to any other one.
    private static TimeSpan Capped(TimeSpan value) => value < CacheControl.Longest ? value : CacheControl.Longest;
}
