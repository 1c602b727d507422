using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// The streams of a cmdlet: what hooks write is captured and then written by the cmdlet, on its own thread, so that its common
/// parameters and its redirections apply to it.
/// </summary>
internal sealed class CommandStreams(PSCmdlet cmdlet) : HookStreams
{
    private readonly object gate = new();
    private readonly Queue<object> records = new();
    private ActionPreference? errorPreference;
    private IReadOnlyList<PSVariable>? preferences;

    public override ActionPreference ErrorPreference => errorPreference ??=
        Preference(cmdlet, "ErrorAction", "ErrorActionPreference") is ActionPreference.Stop ? ActionPreference.Stop : ActionPreference.Continue;

    public override IReadOnlyList<PSVariable> Preferences => preferences ??= BoundPreferences(cmdlet);

    public override void Add(object record)
    {
        lock (gate)
        {
            records.Enqueue(record);
        }
    }

    /// <summary>Writes what has come; outside of hooks, for downstream commands run on top of it.</summary>
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
