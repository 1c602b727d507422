using System.Management.Automation;
using System.Management.Automation.Runspaces;
using AxiosPS.Commands;

namespace AxiosPS.Scripting;

/// <summary>A pipeline that runs one script in a runspace of ours, so that the script can be stopped as Ctrl+C stops one.</summary>
internal sealed class WorkerPipeline
{
    private static readonly CmdletInfo Command = new("Invoke-AxiosHook", typeof(InvokeAxiosHookCommand));

    private readonly object gate = new();
    private readonly PowerShell shell = PowerShell.Create();
    private bool isOver;

    public WorkerPipeline(Runspace runspace, Action script)
    {
        shell.Runspace = runspace;
        shell.AddCommand(Command).AddParameter(nameof(InvokeAxiosHookCommand.Hook), script);
    }

    /// <summary>Runs the script on this thread.</summary>
    public void Run()
    {
        shell.Invoke();
        lock (gate)
        {
            if (!isOver)
            {
                isOver = true;
                shell.Dispose(); // not under a stop, which fails on a shell that is disposed of meanwhile
            }
        }
    }

    /// <summary>Interrupts the script, without waiting for its end.</summary>
    public void Stop()
    {
        lock (gate)
        {
            if (!isOver)
            {
                isOver = true;
                shell.BeginStop(null, null);
            }
        }
    }
}
