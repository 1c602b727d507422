using System.Collections;
using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Commands;

/// <summary>Makes the FaultPlugin: it makes requests slow or fail, for drills.</summary>
[Cmdlet(VerbsCommon.New, "AxiosFaultPlugin")]
[OutputType(typeof(FaultPlugin))]
public sealed class NewAxiosFaultPluginCommand : PSCmdlet
{
    /// <summary>Statuses to answer with. Of several, and of -Reset, -NoAnswer and -Fault beside them, each attempt that is hit gets one by chance.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    [ValidateRange(200, 599)]
    [ArgumentCompleter(typeof(StatusCompleter))]
    public int[] StatusCode { get; set; } = [];

    /// <summary>Lose the connection before the answer.</summary>
    [Parameter]
    public SwitchParameter Reset { get; set; }

    /// <summary>Never answer: a time-out, or Ctrl+C, ends the attempt.</summary>
    [Parameter]
    public SwitchParameter NoAnswer { get; set; }

    /// <summary>Fail with these errors, as in the answers of New-AxiosMockTransport; Reset and Timeout are -Reset and -NoAnswer.</summary>
    [Parameter]
    [ValidateNotNull]
    [ValidateSet(nameof(NetworkFault.Refused), nameof(NetworkFault.Reset), nameof(NetworkFault.Timeout), nameof(NetworkFault.Dns), nameof(NetworkFault.Tls))]
    public NetworkFault[] Fault { get; set; } = [];

    /// <summary>Hold up each attempt that is hit for so many seconds; without a fault it then goes through. Default 0.</summary>
    [Parameter]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double LatencySec { get; set; }

    /// <summary>Up to so many seconds more, by chance. Default 0.</summary>
    [Parameter]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double LatencyJitterSec { get; set; }

    /// <summary>The Retry-After of answers with a status, in whole seconds. Default: no such header.</summary>
    [Parameter]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double RetryAfterSec { get; set; }

    /// <summary>More headers of answers with a status.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ResponseHeadersCompleter))]
    public IDictionary Headers { get; set; } = new Hashtable();

    /// <summary>The body of answers with a status. Its type is text/plain unless -Headers say otherwise. Default: the status, and that it was injected.</summary>
    [Parameter]
    public string? Body { get; set; }

    /// <summary>The part of the attempts that are hit, 0 to 1. Default 1, all of them.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double Rate { get; set; } = 1;

    /// <summary>With the same seed the same attempts in the same order are hit in the same way. Default: chance.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Only attempts for which this scriptblock is true; $_ is the config of the attempt.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public IHookCondition? When { get; set; }

    /// <summary>Only these addresses, as in the routes of New-AxiosMockTransport: a path or a whole address, in which * is any text. The query counts where one has a ?. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Uri { get; set; } = [];

    /// <summary>Only these methods. Default: all.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string[] Method { get; set; } = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(new FaultPlugin(Options()));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    private FaultOptions Options() => new()
    {
        Latency = TimeSpan.FromSeconds(LatencySec),
        LatencyJitter = TimeSpan.FromSeconds(LatencyJitterSec),
        StatusCodes = StatusCode,
        Reset = Reset,
        NoAnswer = NoAnswer,
        Faults = Fault,
        RetryAfter = IsGiven(nameof(RetryAfterSec)) ? TimeSpan.FromSeconds(RetryAfterSec) : null,
        Headers = new(Headers),
        Body = Body,
        Rate = Rate,
        Seed = IsGiven(nameof(Seed)) ? Seed : null,
        When = When,
        Uris = Uri,
        Methods = Method,
    };

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
