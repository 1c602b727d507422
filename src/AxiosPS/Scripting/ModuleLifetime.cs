using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.ExceptionServices;
using AxiosPS.Commands;

namespace AxiosPS.Scripting;

/// <summary>Import tells the engine of its host; removal ends the jobs of that runspace and closes its clients, and the runspaces for hooks.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport()
    {
        Host.Unwrap = Unwrap;
        Host.Members = Members;
        Host.Refusal = LiveObjects.Refusal;
        Host.ConvertTo = (value, type) => LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
        Host.Path = ShellPath.Resolve;
        Host.IsStop = PipelineThread.IsEndOfPipeline;
        Host.PluginFrom = ScriptPlugin.TryFrom;
        Host.RetryStrategyFrom = RetryStrategyConverter.TryFrom;
        Host.LogSinkFrom = LogSinkConverter.TryFrom;
        Host.Verbose = PipelineThread.SayVerbose;
        Host.Warning = PipelineThread.SayWarning;
        Host.InBackground = BackgroundScripts.RunTracedAsync;
        Host.Send = NestedCommand.TrySend;
        Host.Wait = PipelineThread.WaitHere;
        AxiosClient.UserAgent = $"{AxiosClient.UserAgent.Split(' ')[0]} PowerShell/{typeof(PSObject).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split(' ')[0]}";
        OwnAssembly.EnsureFound();
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        RunspaceJobs.StopInThisRunspace();
        Exception? stop = null;
        RunspaceClients.CloseInThisRunspace(e =>
        {
            if (PipelineThread.IsEndOfPipeline(e))
            {
                stop = e;
            }
            else
            {
                Warn(e.Message);
            }
        });
        DefaultClient.CloseInThisRunspace();
        WorkerPool.Shared.Empty();
        if (stop is not null)
        {
            ExceptionDispatchInfo.Throw(stop);
        }
    }

    // An error would leave the module half removed.
    private static void Warn(string problem) => ScriptBlock.Create("param($problem) Write-Warning $problem").Invoke(problem);

    internal static object Unwrap(object value) => value switch
    {
        PSObject { BaseObject: not PSCustomObject } wrapper => Unwrap(wrapper.BaseObject),
        SwitchParameter flag => flag.IsPresent,
        _ => value,
    };

    private static OrderedDictionary? Members(object value)
    {
        if (value is not PSObject { BaseObject: PSCustomObject } custom)
        {
            return null;
        }

        var members = new OrderedDictionary();
        foreach (var property in custom.Properties)
        {
            members[property.Name] = property.Value;
        }

        return members;
    }
}
