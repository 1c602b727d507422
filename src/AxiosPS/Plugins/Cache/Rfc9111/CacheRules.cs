namespace AxiosPS.Plugins;

/// <summary>What a cache is asked to do where the headers leave it the choice.</summary>
/// <param name="IsShared">Whether it serves several users (RFC 9111, section 1).</param>
/// <param name="Lifetime">How long an answer is fresh whose headers say nothing of that; null for the usual guess from its Last-Modified.</param>
/// <param name="StaleWhileRevalidate">How long after its time an answer is still given while a fresh one is fetched, where the server says nothing of that.</param>
/// <param name="StaleIfError">How long after its time an answer is still given where the server fails, and said nothing of that.</param>
internal sealed record CacheRules(bool IsShared = false, TimeSpan? Lifetime = null, TimeSpan StaleWhileRevalidate = default, TimeSpan StaleIfError = default);
