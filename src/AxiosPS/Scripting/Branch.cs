namespace AxiosPS.Scripting;

/// <summary>What a request does from one call of <c>next</c> by a script on; the outermost is the request itself.</summary>
internal sealed record Branch(PipelineThread Thread, Branch? Outer)
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
