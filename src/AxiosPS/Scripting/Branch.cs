namespace AxiosPS.Scripting;

/// <summary>What a request does from one call of <c>next</c> by a script on; the outermost is the request itself.</summary>
/// <param name="Thread">Where its scripts run.</param>
/// <param name="Streams">Where their records go to, the same for all branches of a request.</param>
/// <param name="Outer">The one that this is a part of, null for the request itself.</param>
/// <param name="Wait">How long the request has waited for the thread; null where the thread is there for it all the time.</param>
internal sealed record Branch(PipelineThread Thread, HookStreams Streams, Branch? Outer, CallerWait? Wait = null)
{
    /// <summary>Whether this lies further in than the other, or is the same.</summary>
    public bool IsWithin(Branch other)
    {
        for (var branch = this; branch is not null; branch = branch.Outer)
        {
            if (ReferenceEquals(branch, other))
            {
                return true;
            }
        }

        return false;
    }
}
