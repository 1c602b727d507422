namespace AxiosPS.Plugins;

/// <summary>What a leader brings those who have waited for it; nothing if it is not for them.</summary>
internal sealed record SharedEntry(CacheEntry? Entry)
{
    public static SharedEntry None { get; } = new((CacheEntry?)null);
}
