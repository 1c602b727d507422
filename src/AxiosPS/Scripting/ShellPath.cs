using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AxiosPS.Scripting;

/// <summary>Paths as a user of PowerShell writes them: from its own location, which is not the process's, with its drives and with ~.</summary>
internal static class ShellPath
{
    // A runspace that is running a script refuses to be asked in any other way. Made anew, it belongs to no runspace.
    private static ScriptBlock Here => ScriptBlock.Create("$ExecutionContext.SessionState.Path");

    /// <summary>A path as the file system knows it; no character in it is a wildcard.</summary>
    /// <exception cref="ArgumentException">It is none of the file system's.</exception>
    public static string Resolve(string path, PathIntrinsics paths)
    {
        var resolved = paths.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            throw new ArgumentException($"'{path}' is a path of the provider {provider.Name}. A path of the file system is needed.");
        }

        // Resolving may take off the separator that says it is a folder.
        return Path.EndsInDirectorySeparator(path) && !Path.EndsInDirectorySeparator(resolved) ? resolved + Path.DirectorySeparatorChar : resolved;
    }

    /// <summary>The same in the runspace of this thread, if it has one.</summary>
    /// <exception cref="ArgumentException">It is none of the file system's, or names a drive that is not there.</exception>
    public static string Resolve(string path)
    {
        if (Runspace.DefaultRunspace is null)
        {
            return path;
        }

        try
        {
            return Resolve(path, LanguagePrimitives.ConvertTo<PathIntrinsics>(Here.InvokeReturnAsIs()));
        }
        catch (SessionStateException e)
        {
            throw new ArgumentException(e.Message, e);
        }
    }
}
