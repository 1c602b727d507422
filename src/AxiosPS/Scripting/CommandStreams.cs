using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// The streams of a cmdlet: what hooks write is captured and then written by the cmdlet, on its own thread, so that its common
/// parameters and its redirections apply to it.
/// </summary>
internal sealed class CommandStreams : HookStreams
{
    private static readonly string[] Inherited = ["Verbose", "Debug"];

    private readonly object gate = new();
    private readonly PSCmdlet cmdlet;
    private readonly Queue<object> records = new();
    private ActionPreference? errorPreference;
    private IReadOnlyList<PSVariable>? preferences;
    private HookStreams? elsewhere;

    public CommandStreams(PSCmdlet cmdlet)
    {
        this.cmdlet = cmdlet;
        if (ConcurrentMiddleware.IsInUse)
        {
            elsewhere = new SinkStreams(this, Add); // here, for variables can be read on the thread of their runspace only
        }
    }

    public override ActionPreference ErrorPreference => errorPreference ??=
        Preference(cmdlet, "ErrorAction", "ErrorActionPreference") is ActionPreference.Stop ? ActionPreference.Stop : ActionPreference.Continue;

    public override IReadOnlyList<PSVariable> Preferences => preferences ??= BoundPreferences(cmdlet);

    public override HookStreams Elsewhere => elsewhere ??= new SinkStreams(ActionPreference.Continue, [], Add);

    public override void Add(object record)
    {
        lock (gate)
        {
            records.Enqueue(record);
        }
    }

    public override void Emit()
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

    /// <summary>All preferences, also those that the caller's variables set. On the thread of the cmdlet.</summary>
    public IReadOnlyList<PSVariable> AllPreferences() =>
    [
        .. Preferences,
        .. Inherited
            .Where(name => !cmdlet.MyInvocation.BoundParameters.ContainsKey(name))
            .Select(name => new PSVariable($"{name}Preference", Preference(cmdlet, $"{name}Preference") ?? ActionPreference.SilentlyContinue)),
    ];

    private static List<PSVariable> BoundPreferences(PSCmdlet cmdlet)
    {
        // Warnings are all taken and left to the cmdlet, which knows of -WarningAction and -WarningVariable.
        var variables = new List<PSVariable> { new("WarningPreference", ActionPreference.Continue) };
        foreach (var parameter in Inherited)
        {
            if (cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var value))
            {
                variables.Add(new($"{parameter}Preference", (SwitchParameter)value ? ActionPreference.Continue : ActionPreference.SilentlyContinue));
            }
        }

        return variables;
    }

    private static object? Preference(PSCmdlet cmdlet, string parameter, string variable) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var bound) ? bound : Preference(cmdlet, variable);

    private static ActionPreference? Preference(PSCmdlet cmdlet, string variable) =>
        LanguagePrimitives.TryConvertTo<ActionPreference>(cmdlet.SessionState.PSVariable.GetValue(variable), out var set) ? set : null;
}
