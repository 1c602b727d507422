using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AxiosPS.Scripting;

/// <summary>
/// A scriptblock or method of a PowerShell user as something that can be called with arguments: in its own module's scope,
/// with <c>$_</c>, with the values of <c>$using:</c> and closures as they were when it was made, in the runspace of the
/// request (elsewhere than at home as a copy of its own).
/// </summary>
internal sealed class ScriptCall
{
    // Names that no script uses: the hook sees the variables of this block.
    private const string Text = """
        param($__axiosHook, $__axiosUsing, $__axiosArguments, $__axiosOutcome)
        try { & $__axiosHook @__axiosUsing @__axiosArguments *>&1 } catch { $__axiosOutcome['Failure'] = $_ }
        """;

    private readonly ScriptBlock block;
    private readonly CapturedVariables captured;
    private readonly PSMethodInfo? method;
    private readonly Runspace home;
    private readonly ScriptBlock homeWrapper;
    private readonly ConditionalWeakTable<Runspace, RunspaceCopy> copies = [];

    public ScriptCall(ScriptBlock block)
    {
        this.block = block;
        home = ScriptHome.Of(block) ?? Runspace.DefaultRunspace;
        captured = CapturedVariables.Of(block);
        homeWrapper = Wrapper(block.Module);
        Place = ScriptPlace.Of(block);
        IsConstrained = ScriptLanguage.IsConstrained(block);
    }

    public ScriptCall(PSMethodInfo method)
        : this(ScriptLanguage.OnBehalf("$__axiosMethod.Invoke($args)"))
    {
        this.method = method;
        Place = method.Name;
    }

    /// <summary>Where the script stands, for names and messages.</summary>
    public string Place { get; }

    /// <summary>Whether its language is constrained.</summary>
    public bool IsConstrained { get; }

    /// <summary>Whether this thread is one of the runspace that the script comes from.</summary>
    public bool IsAtHome => Runspace.DefaultRunspace?.InstanceId == home.InstanceId;

    /// <summary>Whether a copy of it has run in another runspace.</summary>
    public bool HasRunElsewhere => copies.Any();

    /// <exception cref="ArgumentException">The script can run at home only.</exception>
    public void EnsureRunsElsewhere()
    {
        if (method is not null && ScriptHome.IsBound(method))
        {
            throw new ArgumentException(
                $"The method {Place} belongs to a PowerShell object of this runspace and cannot run in another one, as a concurrent middleware does. Use a scriptblock with $using:, or mark the class with [NoRunspaceAffinity()].");
        }
    }

    /// <summary>
    /// Calls on this thread, which must be a pipeline thread, and gives what came out that is no stream record. Without streams,
    /// outside of any command, the records come out too.
    /// </summary>
    /// <exception cref="AxiosException">The script passed one on.</exception>
    /// <exception cref="RuntimeException">The script failed in another way.</exception>
    public List<object> Invoke(HookStreams? streams, params object?[] arguments)
    {
        var (hook, wrapper, variables) = ForThisRunspace();
        variables.Add(new("_", arguments[0]));
        variables.Add(new("PSItem", arguments[0]));
        variables.Add(new("ErrorActionPreference", streams?.ErrorPreference ?? ActionPreference.Continue));
        variables.AddRange(streams?.Preferences ?? []);

        var outcome = new Hashtable();
        var output = wrapper.InvokeWithContext(null, variables, hook, captured.Using, arguments, outcome);
        var results = new List<object>(output.Count);
        foreach (var item in output)
        {
            var value = item is null ? null : ModuleLifetime.Unwrap(item);
            if (value is ErrorRecord error)
            {
                ScriptPlace.ShowHook(error, block);
            }

            if (value is not null && streams?.Take(value) != true)
            {
                results.Add(value);
            }
        }

        return outcome["Failure"] is { } failure ? throw ScriptFailure.From(failure, isCopy: hook != block) : results;
    }

    private (ScriptBlock Hook, ScriptBlock Wrapper, List<PSVariable> Variables) ForThisRunspace()
    {
        var here = Runspace.DefaultRunspace
            ?? throw new InvalidOperationException($"The scriptblock at {Place} was called on a thread without a runspace. Use Invoke-AxiosRequest, or $client.Get() instead of $client.GetAsync().");
        var isHome = here.InstanceId == home.InstanceId;
        if (method is not null)
        {
            return isHome || !ScriptHome.IsBound(method)
                ? (block, homeWrapper, [new("__axiosMethod", method)])
                : throw new InvalidOperationException(
                    $"The method {Place} belongs to a PowerShell object of another runspace and cannot run in this one. Use a scriptblock with $using: as the hook, or make the client in this runspace.");
        }

        if (isHome)
        {
            return (block, homeWrapper, []);
        }

        var copy = copies.GetValue(here, _ => RunspaceCopy.Of(block, Wrapper));
        return (copy.Hook, copy.Wrapper, captured.Variables());
    }

    private static ScriptBlock Wrapper(PSModuleInfo? module)
    {
        var wrapper = ScriptBlock.Create(Text);
        return module is null ? wrapper : module.NewBoundScriptBlock(wrapper);
    }
}
