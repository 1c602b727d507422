namespace AxiosPS.Plugins;

/// <summary>What the network gave, and what of it is for others too: null for nothing.</summary>
internal sealed record Fetched(AxiosResponse Response, CacheEntry? Entry)
{
    /// <summary>What those get who have waited: bytes that the leader's caller cannot change.</summary>
    public SharedEntry Share() => Entry is null ? SharedEntry.None : new(Entry with { Body = Entry.Body.ToArray() });
}
