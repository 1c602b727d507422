using System.Diagnostics;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// The streams of a call that was made from C#, without a cmdlet: what concurrent middleware writes goes to the trace source
/// <c>AxiosPS.Hooks</c>; verbose and debug lines only if that listens to them.
/// </summary>
internal sealed class TraceStreams : HookStreams
{
    public const string SourceName = "AxiosPS.Hooks";

    public static readonly TraceStreams Instance = new();

    private TraceStreams()
    {
    }

    public static TraceSource Source { get; } = new(SourceName, SourceLevels.Information);

    public override ActionPreference ErrorPreference => ActionPreference.Continue;

    public override IReadOnlyList<PSVariable> Preferences =>
        Source.Switch.ShouldTrace(TraceEventType.Verbose) ? [new("VerbosePreference", ActionPreference.Continue), new("DebugPreference", ActionPreference.Continue)] : [];

    public override HookStreams Elsewhere => this;

    public override void Add(object record) => Source.TraceEvent(
        record switch
        {
            ErrorRecord => TraceEventType.Error,
            WarningRecord => TraceEventType.Warning,
            InformationRecord => TraceEventType.Information,
            _ => TraceEventType.Verbose,
        },
        0,
        record.ToString());
}
