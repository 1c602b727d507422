namespace AxiosPS.Plugin.Resilience;

/// <summary>A call, or a fork of one, on its way to its attempts.</summary>
/// <param name="context">What is sent.</param>
/// <param name="whole">That of the call that it belongs to; null for the call itself.</param>
internal sealed class Passage(RequestContext context, Passage? whole = null)
{
    private volatile bool hasPermit;

    public RequestContext Context => context;

    /// <summary>Whether the rate limiter has let one of its attempts pass.</summary>
    public bool HasPermit => hasPermit;

    public void Permit()
    {
        hasPermit = true;
        whole?.Permit();
    }
}
