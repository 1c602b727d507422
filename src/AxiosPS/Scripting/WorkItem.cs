namespace AxiosPS.Scripting;

/// <summary>A script that waits for its pipeline thread.</summary>
internal abstract class WorkItem(Branch branch)
{
    /// <summary>The branch of its request that it belongs to.</summary>
    public Branch Branch => branch;

    /// <summary>Runs it, on that thread.</summary>
    public abstract void Run();

    /// <summary>Ends it without having run.</summary>
    public abstract void Refuse();
}
