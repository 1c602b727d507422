namespace AxiosPS.Plugins;

/// <summary>A call as the cache sees it.</summary>
/// <param name="Context">The call.</param>
/// <param name="Key">Under what its answer is kept.</param>
/// <param name="Control">What it says to caches.</param>
internal sealed record CacheCall(RequestContext Context, string Key, CacheControl Control)
{
    /// <summary>What its address was at when the store was last asked; null if that could not tell: then nothing can be kept.</summary>
    public string? Generation { get; set; }

    /// <summary>Whether only an answer will do for which the server is asked from now on.</summary>
    public bool WantsFresh => Control.NoCache || Control.MaxAge == TimeSpan.Zero;
}
