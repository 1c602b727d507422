using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// The streams of work that outlives the cmdlet which started it, a job say: records are handed over at once, on whatever thread they
/// are written. The preferences are those of that cmdlet, as they were then.
/// </summary>
internal sealed class SinkStreams : HookStreams
{
    private readonly Action<object> sink;

    /// <summary>Made on the thread of the cmdlet that starts the work.</summary>
    /// <param name="starter">The streams of that cmdlet, for their preferences.</param>
    /// <param name="sink">Takes a record: an ErrorRecord, WarningRecord, VerboseRecord, DebugRecord or InformationRecord. Called from any thread.</param>
    public SinkStreams(HookStreams starter, Action<object> sink)
    {
        ErrorPreference = starter.ErrorPreference;
        Preferences = starter.Preferences;
        this.sink = sink;
    }

    public override ActionPreference ErrorPreference { get; }

    public override IReadOnlyList<PSVariable> Preferences { get; }

    public override void Add(object record) => sink(record);
}
