namespace AxiosPS.Checks;

/// <summary>
/// One thing that is checked. A new one is a class of this kind and a line in <see cref="PluginChecks"/> or
/// of PackageChecks.
/// </summary>
/// <typeparam name="T">What it looks at.</typeparam>
internal abstract class Check<T>
{
    /// <summary>What is true where it passes, as a sentence without a full stop.</summary>
    public abstract string Name { get; }

    /// <summary>What to do where it fails.</summary>
    public abstract string Remedy { get; }

    /// <summary>Whether there is nothing to look at for the others where this one fails.</summary>
    public virtual bool IsBasis => false;

    /// <summary>Looks, on the thread of the command.</summary>
    /// <exception cref="CheckException">It does not pass. Any other exception is a failure too.</exception>
    public abstract void Run(T subject);
}
