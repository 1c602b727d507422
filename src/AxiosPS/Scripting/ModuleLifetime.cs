using System.Collections.Specialized;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using AxiosPS.Commands;

namespace AxiosPS.Scripting;

/// <summary>Import tells the engine of its host; removal ends the jobs of that runspace and closes its default client, and the runspaces for hooks.</summary>
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
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        RunspaceJobs.StopInThisRunspace();
        DefaultClient.CloseInThisRunspace();
        WorkerPool.Shared.Empty();
    }

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
