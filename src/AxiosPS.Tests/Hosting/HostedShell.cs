using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AxiosPS.Tests.Hosting;

/// <summary>A runspace with the cmdlets of the AxiosPS.dll that these tests were built with.</summary>
internal sealed class HostedShell : IDisposable
{
    private readonly object stopping = new();
    private readonly Runspace runspace;
    private volatile PowerShell? running;

    public HostedShell()
    {
        var state = InitialSessionState.CreateDefault();
        state.ImportPSModule([typeof(AxiosClient).Assembly.Location]);
        runspace = RunspaceFactory.CreateRunspace(state);

        // As in a console: every script runs on the same thread.
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Open();
    }

    /// <summary>Hears of each record as it is written, on the thread of the script.</summary>
    public event Action<object?>? Written;

    /// <summary>Runs a script, whose <c>param()</c> block takes the parameters, and gives back what it wrote and threw.</summary>
    public ShellRun Run(string script, params (string Name, object? Value)[] parameters)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = runspace;
        shell.AddScript(script);
        foreach (var (name, value) in parameters)
        {
            shell.AddParameter(name, value);
        }

        var records = new List<object?>();
        using var output = Tap(new PSDataCollection<PSObject?>(), records);
        Tap(shell.Streams.Error, records);
        Tap(shell.Streams.Warning, records);
        Tap(shell.Streams.Verbose, records);
        Tap(shell.Streams.Debug, records);
        Tap(shell.Streams.Information, records);
        Tap(shell.Streams.Progress, records);

        running = shell;
        try
        {
            shell.Invoke(input: null, output);
            return new ShellRun(records, shell.InvocationStateInfo.Reason);
        }
        catch (RuntimeException thrown)
        {
            return new ShellRun(records, thrown);
        }
        finally
        {
            // Not before a Stop has returned: it fails on a shell that is disposed of meanwhile.
            lock (stopping)
            {
                running = null;
            }
        }
    }

    /// <summary>Does what Ctrl+C does to the script that is running now; returns when that script has ended.</summary>
    public void Stop()
    {
        lock (stopping)
        {
            running?.Stop();
        }
    }

    public void Dispose() => runspace.Dispose();

    private PSDataCollection<T> Tap<T>(PSDataCollection<T> stream, List<object?> records)
    {
        stream.DataAdding += (_, added) =>
        {
            lock (records)
            {
                records.Add(added.ItemAdded);
            }

            Written?.Invoke(added.ItemAdded);
        };
        return stream;
    }
}
