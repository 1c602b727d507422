using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// What hooks write to the streams is captured and then written by the cmdlet, so that its common parameters and its
/// redirections apply to it. Hooks in C# may add lines from any thread.
/// </summary>
internal sealed class HookStreams(PSCmdlet cmdlet)
{
    private readonly object gate = new();
    private readonly Queue<object> records = new();
    private ActionPreference? errorPreference;
    private IReadOnlyList<PSVariable>? preferences;

    /// <summary>Continue, or Stop where the caller's is. Never Silent: a throw would be ignored, and a guard would fail open.</summary>
    public ActionPreference ErrorPreference => errorPreference ??=
        Preference(cmdlet, "ErrorAction", "ErrorActionPreference") is ActionPreference.Stop ? ActionPreference.Stop : ActionPreference.Continue;

    /// <summary>The preferences that the command's own parameters set, for the hooks to inherit.</summary>
    public IReadOnlyList<PSVariable> Preferences => preferences ??= BoundPreferences(cmdlet);

    /// <summary>Keeps a record; false if the object is none and therefore output.</summary>
    public bool Take(object output)
    {
        if (output is not (ErrorRecord or WarningRecord or VerboseRecord or DebugRecord or InformationRecord))
        {
            return false;
        }

        Add(output);
        return true;
    }

    public void Add(object record)
    {
        lock (gate)
        {
            records.Enqueue(record);
        }
    }

    public void Emit()
    {
        while (TryNext(out var record))
        {
            switch (record)
            {
                case ErrorRecord error: cmdlet.WriteError(error); break;
                case WarningRecord warning: cmdlet.WriteWarning(warning.Message); break;
                case VerboseRecord verbose: cmdlet.WriteVerbose(verbose.Message); break;
                case DebugRecord debug: cmdlet.WriteDebug(debug.Message); break;
                case InformationRecord information: cmdlet.WriteInformation(information); break;
            }
        }
    }

    private bool TryNext(out object? record)
    {
        lock (gate)
        {
            return records.TryDequeue(out record);
        }
    }

    private static List<PSVariable> BoundPreferences(PSCmdlet cmdlet)
    {
        // Warnings are all taken and left to the cmdlet, which knows of -WarningAction and -WarningVariable.
        var variables = new List<PSVariable> { new("WarningPreference", ActionPreference.Continue) };
        foreach (var parameter in new[] { "Verbose", "Debug" })
        {
            if (cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var value))
            {
                variables.Add(new($"{parameter}Preference", (SwitchParameter)value ? ActionPreference.Continue : ActionPreference.SilentlyContinue));
            }
        }

        return variables;
    }

    private static object? Preference(PSCmdlet cmdlet, string parameter, string variable) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var bound) ? bound
            : LanguagePrimitives.TryConvertTo<ActionPreference>(cmdlet.SessionState.PSVariable.GetValue(variable), out var set) ? set : null;
}
