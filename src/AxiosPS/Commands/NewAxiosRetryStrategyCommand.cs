using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Makes a retry strategy: how long to wait before each retry.</summary>
[Cmdlet(VerbsCommon.New, "AxiosRetryStrategy", DefaultParameterSetName = nameof(Fixed))]
[OutputType(typeof(IRetryStrategy))]
public sealed class NewAxiosRetryStrategyCommand : PSCmdlet
{
    /// <summary>The same wait before every retry.</summary>
    [Parameter(ParameterSetName = nameof(Fixed))]
    public SwitchParameter Fixed { get; set; }

    /// <summary>A wait that grows by -IncrementSec with each retry.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Linear))]
    public SwitchParameter Linear { get; set; }

    /// <summary>A wait that is multiplied by -Multiplier with each retry.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Exponential))]
    public SwitchParameter Exponential { get; set; }

    /// <summary>A wait by chance, from -BaseSec to three times the wait before it, so that no two clients come back together.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(DecorrelatedJitter))]
    public SwitchParameter DecorrelatedJitter { get; set; }

    /// <summary>Puts out the seconds, or a TimeSpan, to wait. It gets the retry: $_.Retry is 1 for the first, and there are $_.Response, $_.Error, $_.PreviousDelay, $_.Request.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(ScriptBlock))]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>The wait in seconds. Default 1.</summary>
    [Parameter(Position = 0, ParameterSetName = nameof(Fixed))]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double DelaySec { get; set; } = 1;

    /// <summary>The wait before the first retry, in seconds; with -DecorrelatedJitter the shortest. Default 1.</summary>
    [Parameter(ParameterSetName = nameof(Linear))]
    [Parameter(ParameterSetName = nameof(Exponential))]
    [Parameter(ParameterSetName = nameof(DecorrelatedJitter))]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double BaseSec { get; set; } = 1;

    /// <summary>How many seconds longer each further wait is. Default 1.</summary>
    [Parameter(ParameterSetName = nameof(Linear))]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double IncrementSec { get; set; } = 1;

    /// <summary>How many times as long each further wait is, 1 or more. Default 2.</summary>
    [Parameter(ParameterSetName = nameof(Exponential))]
    [ValidateRange(1.0, double.MaxValue)]
    public double Multiplier { get; set; } = 2;

    /// <summary>The longest wait in seconds. Default 30, or -BaseSec if that is longer.</summary>
    [Parameter(ParameterSetName = nameof(Linear))]
    [Parameter(ParameterSetName = nameof(Exponential))]
    [Parameter(ParameterSetName = nameof(DecorrelatedJitter))]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double MaxDelaySec { get; set; }

    /// <summary>The part of each wait that is left to chance: 0 none, 0.5 half of it, 1 all of it. Default 0.</summary>
    [Parameter(ParameterSetName = nameof(Fixed))]
    [Parameter(ParameterSetName = nameof(Linear))]
    [Parameter(ParameterSetName = nameof(Exponential))]
    [ValidateRange(0.0, 1.0)]
    public double Jitter { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(Make());
        }
        catch (ArgumentOutOfRangeException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    private IRetryStrategy Make() => ParameterSetName switch
    {
        nameof(Linear) => new LinearRetryStrategy(Seconds(BaseSec), Seconds(IncrementSec), Longest(), Jitter),
        nameof(Exponential) => new ExponentialRetryStrategy(Seconds(BaseSec), Multiplier, Longest(), Jitter),
        nameof(DecorrelatedJitter) => new DecorrelatedJitterRetryStrategy(Seconds(BaseSec), Longest()),
        nameof(ScriptBlock) => RetryStrategy.From(ScriptBlock!),
        _ => new FixedRetryStrategy(Seconds(DelaySec), Jitter),
    };

    private TimeSpan? Longest() => MyInvocation.BoundParameters.ContainsKey(nameof(MaxDelaySec)) ? Seconds(MaxDelaySec) : null;

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
