namespace AxiosPS.Plugins;

/// <summary>The settings that decide what an address gives, or when it is given up. The total time is not one: each call keeps its own.</summary>
internal readonly record struct DedupeLimits(
    int? MaxRedirects,
    long? MaxResponseBytes,
    TimeSpan? AttemptTimeout,
    TimeSpan? ReadTimeout,
    bool? Decompress,
    int? MaxRetries,
    IRetryStrategy? RetryStrategy,
    IReadOnlyCollection<int>? RetryOnStatus)
{
    public static DedupeLimits Of(RequestConfig config) => new(
        config.MaxRedirects,
        config.MaxResponseBytes,
        config.AttemptTimeout,
        config.ReadTimeout,
        config.Decompress,
        config.MaxRetries,
        config.RetryStrategy,
        config.RetryOnStatus);
}
