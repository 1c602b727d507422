using System.Management.Automation;

namespace AxiosPS.Checks;

/// <summary>Imports a module, and sees what else it does.</summary>
internal static class PackageImport
{
    /// <summary>Imports it.</summary>
    /// <returns>What it has done that an import should not, as the end of a sentence; null if that is nothing.</returns>
    /// <exception cref="CheckException">It cannot be imported.</exception>
    public static string? Run(string manifest)
    {
        SessionSnapshot.Take(); // may itself bring modules of PowerShell's along
        var before = SessionSnapshot.Take();
        using var network = new NetworkWatch();
        using var console = new ConsoleTap();
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("Global");
        IReadOnlyList<PSObject> output;
        try
        {
            output = shell.Invoke();
        }
        catch (RuntimeException e)
        {
            throw CheckException.Failed(e.Message);
        }

        var streams = shell.Streams;
        if (streams.Error is [var error, ..])
        {
            throw CheckException.Failed($"{error}");
        }

        var text = console.Close().Trim();
        return output.Concat<object>(streams.Warning).Concat(streams.Information).FirstOrDefault() is { } written ? $"writes '{written}'"
            : text.Length > 0 ? $"writes '{text}' to the console"
            : network.First is { } address ? $"connects to {address}"
            : SessionSnapshot.Take().ChangeSince(before) is { } change ? $"changes {change}"
            : null;
    }
}
