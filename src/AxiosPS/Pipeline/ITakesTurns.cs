namespace AxiosPS;

/// <summary>A middleware that lets requests through one at a time, because of where it comes from.</summary>
internal interface ITakesTurns
{
    /// <summary>The same as one that many requests can be in at once.</summary>
    /// <exception cref="ArgumentException">It cannot be that.</exception>
    IMiddleware Concurrent();
}
