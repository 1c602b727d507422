using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Makes a retry strategy: how long to wait before each retry.</summary>
[Cmdlet(VerbsCommon.New, "AxiosRetryStrategy")]
[OutputType(typeof(IRetryStrategy))]
public sealed class NewAxiosRetryStrategyCommand : PSCmdlet
{
    /// <summary>The same wait before every retry.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Fixed))]
    public SwitchParameter Fixed { get; set; }

    /// <summary>The wait in seconds. Default 1.</summary>
    [Parameter(Position = 0, ParameterSetName = nameof(Fixed))]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    public double DelaySec { get; set; } = 1;

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(new FixedRetryStrategy(TimeSpan.FromSeconds(DelaySec)));
}
