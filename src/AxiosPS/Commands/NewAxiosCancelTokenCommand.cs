using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Makes a token that ends requests.</summary>
[Cmdlet(VerbsCommon.New, "AxiosCancelToken")]
[OutputType(typeof(AxiosCancelToken))]
public sealed class NewAxiosCancelTokenCommand : PSCmdlet
{
    /// <summary>Seconds until it is cancelled by itself. Default: never.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0.001, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double AfterSec { get; set; }

    /// <summary>Others with which it is cancelled too: of this command, or a CancellationToken of .NET's.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosCancelToken>))]
    public AxiosCancelToken[] LinkedTo { get; set; } = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(AfterSec > 0 ? new(TimeSpan.FromSeconds(AfterSec), null, LinkedTo) : new AxiosCancelToken(LinkedTo));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }
}
