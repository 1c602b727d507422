using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AxiosPS.Scripting;

/// <summary>This module in runspaces other than the one that imported it: for hooks that use New-AxiosResponse and its like.</summary>
internal static class OwnModule
{
    [ThreadStatic]
    private static bool isOnCall;

    /// <summary>Imports it into the runspace of this thread, unless it is there or comes by itself.</summary>
    public static void EnsureHere()
    {
        if (!isOnCall)
        {
            Import();
        }
    }

    /// <summary>
    /// Has it imported into a runspace of ours, as soon as a script there calls any command by its name. To import it takes nearly as long
    /// as to open the runspace, and many hooks call none.
    /// </summary>
    /// <param name="runspace">That of this thread, which runs in no other.</param>
    public static void ImportOnCall(Runspace runspace)
    {
        isOnCall = true;
        var commands = runspace.SessionStateProxy.InvokeCommand;
        commands.PreCommandLookupAction = (_, _) =>
        {
            commands.PreCommandLookupAction = null;
            Import();
        };
    }

    private static void Import()
    {
        var manifest = Path.ChangeExtension(typeof(OwnModule).Assembly.Location, "psd1");
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        if (shell.AddCommand("Get-Module").AddParameter("Name", nameof(AxiosPS)).Invoke().Count == 0 && File.Exists(manifest))
        {
            shell.Commands.Clear();
            shell.AddCommand("Import-Module").AddParameter("Name", manifest).Invoke();
        }
    }
}
