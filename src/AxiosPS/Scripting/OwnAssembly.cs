using System.Runtime.Loader;

namespace AxiosPS.Scripting;

/// <summary>This assembly, which is asked for by its name where a scriptblock becomes a hook.</summary>
internal static class OwnAssembly
{
    private static int isTold;

    /// <summary>PowerShell does not find one by its name that it has loaded from a folder with wildcard characters in its name.</summary>
    public static void EnsureFound()
    {
        var own = typeof(OwnAssembly).Assembly;
        if (own.Location.AsSpan().IndexOfAny("[]*?") >= 0 && Interlocked.Exchange(ref isTold, 1) == 0)
        {
            AssemblyLoadContext.Default.Resolving += (_, name) => name.Name == own.GetName().Name ? own : null;
        }
    }
}
