using System.Management.Automation;

namespace AxiosPS.Tests.Hosting;

/// <summary>What one script gave.</summary>
/// <param name="Records">Output and all other streams' records, in the order in which they were written.</param>
/// <param name="Thrown">The error that ended the script, if one did.</param>
internal sealed record ShellRun(IReadOnlyList<object?> Records, Exception? Thrown)
{
    /// <summary>The output stream, unwrapped from PSObject where there is something inside.</summary>
    public IReadOnlyList<object?> Output =>
        [.. Records.Where(record => record is null or PSObject).Select(record => (record as PSObject)?.BaseObject switch
        {
            PSCustomObject => record,
            var inside => inside,
        })];

    public IReadOnlyList<ErrorRecord> Errors => [.. Records.OfType<ErrorRecord>()];

    public IReadOnlyList<string> Warnings => [.. Records.OfType<WarningRecord>().Select(record => record.Message)];

    public IReadOnlyList<string> Verbose => [.. Records.OfType<VerboseRecord>().Select(record => record.Message)];

    public IReadOnlyList<string> Debug => [.. Records.OfType<DebugRecord>().Select(record => record.Message)];

    public IReadOnlyList<ProgressRecord> Progress => [.. Records.OfType<ProgressRecord>()];

    public IReadOnlyList<object> Information => [.. Records.OfType<InformationRecord>().Select(record => record.MessageData)];

    /// <summary>The record of <see cref="Thrown"/>.</summary>
    public ErrorRecord? ThrownRecord => (Thrown as IContainsErrorRecord)?.ErrorRecord;

    public bool Stopped => Thrown is PipelineStoppedException;
}
