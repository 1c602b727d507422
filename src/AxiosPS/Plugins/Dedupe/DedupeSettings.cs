using System.Net;

namespace AxiosPS.Plugins;

/// <summary>
/// The settings that decide what an address gives, what is allowed on the way there, who watches, or when it is given up. The total
/// time is not one: each call keeps its own.
/// </summary>
internal readonly record struct DedupeSettings(
    CookieContainer Cookies,
    int? MaxRedirects,
    bool? AllowInsecureRedirect,
    bool? AllowCrossOriginBody,
    bool? AllowUnencryptedAuthentication,
    IRedirectHook[]? OnRedirect,
    ITransferProgress? Progress,
    long? MaxResponseBytes,
    TimeSpan? AttemptTimeout,
    TimeSpan? ReadTimeout,
    bool? Decompress,
    int? MaxRetries,
    IRetryStrategy? RetryStrategy,
    int[]? RetryOnStatus,
    IRetryCondition? RetryOn,
    TimeSpan? MaxRetryAfter)
{
    public static DedupeSettings Of(RequestConfig config, AxiosClient client) => new(
        config.Cookies ?? client.Cookies,
        config.MaxRedirects,
        config.AllowInsecureRedirect,
        config.AllowCrossOriginBody,
        config.AllowUnencryptedAuthentication,
        config.OnRedirect,
        config.Progress as IPassingProgress is null ? config.Progress : null,
        config.MaxResponseBytes,
        config.AttemptTimeout,
        config.ReadTimeout,
        config.Decompress,
        config.MaxRetries,
        config.RetryStrategy,
        config.RetryOnStatus,
        config.RetryOn,
        config.MaxRetryAfter);
}
