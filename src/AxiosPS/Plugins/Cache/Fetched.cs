namespace AxiosPS.Plugins;

/// <summary>What the network gave: the answer, which is the caller's own, and what of it is for others too. Null for nothing.</summary>
internal sealed record Fetched(AxiosResponse? Response, CacheEntry? Entry)
{
    /// <summary>What those get who wait for one that failed.</summary>
    public static Fetched Nothing { get; } = new(null, null);

    /// <summary>What those get who have waited: bytes that the leader's caller cannot change.</summary>
    public Fetched Share() => Entry is null ? Nothing : new(null, Entry with { Body = Entry.Body.ToArray() });
}
