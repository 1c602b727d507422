using System.Management.Automation;

namespace AxiosPS.Checks;

/// <summary>What a factory puts out.</summary>
internal static class FactoryOutput
{
    /// <summary>The plugin.</summary>
    /// <exception cref="CheckException">It is not one object.</exception>
    public static object Plugin(IReadOnlyList<PSObject?> made) => made switch
    {
        [{ } plugin] => plugin,
        [] or [null] => throw CheckException.Failed("The factory gives nothing."),
        _ => throw CheckException.Failed($"The factory gives {made.Count} objects, and not one plugin."),
    };
}
