using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// Streams that hand a record over at once, on whatever thread it is written: those of work that outlives the cmdlet which started
/// it, a job say. The preferences are those of that cmdlet, as they were then.
/// </summary>
/// <param name="errorPreference">Continue or Stop.</param>
/// <param name="preferences">The others.</param>
/// <param name="sink">Takes a record: an ErrorRecord, WarningRecord, VerboseRecord, DebugRecord or InformationRecord. Called from any thread.</param>
internal sealed class SinkStreams(ActionPreference errorPreference, IReadOnlyList<PSVariable> preferences, Action<object> sink) : HookStreams
{
    /// <summary>Made on the thread of the cmdlet that starts the work, with its preferences.</summary>
    public SinkStreams(CommandStreams starter, Action<object> sink)
        : this(starter.ErrorPreference, starter.AllPreferences(), sink)
    {
    }

    public override ActionPreference ErrorPreference => errorPreference;

    public override IReadOnlyList<PSVariable> Preferences => preferences;

    public override HookStreams Elsewhere => this;

    public override void Add(object record) => sink(record);
}
