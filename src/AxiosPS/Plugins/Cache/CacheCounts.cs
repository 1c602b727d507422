namespace AxiosPS.Plugins;

/// <summary>What a plugin counts, over all of its clients.</summary>
internal sealed class CacheCounts
{
    private long hits;
    private long misses;

    public long Hits => Interlocked.Read(ref hits);

    public long Misses => Interlocked.Read(ref misses);

    public void AddHit() => Interlocked.Increment(ref hits);

    public void AddMiss() => Interlocked.Increment(ref misses);
}
