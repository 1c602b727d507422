using System.Management.Automation.Runspaces;

namespace AxiosPS.Scripting;

/// <summary>A runspace of ours, as a new PowerShell has it, for the thread that opens it.</summary>
internal static class WorkerRunspace
{
    public static Runspace Open(string name)
    {
        var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        try
        {
            runspace.Name = name;
            runspace.ThreadOptions = PSThreadOptions.UseCurrentThread;
            runspace.Open();
            OwnModule.ImportOnCall(runspace);
            return runspace;
        }
        catch
        {
            runspace.Dispose();
            throw;
        }
    }
}
