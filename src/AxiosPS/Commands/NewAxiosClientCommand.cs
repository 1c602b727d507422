using System.Management.Automation;
using System.Runtime.CompilerServices;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Makes a client: a base, defaults, hooks and plugins of its own.</summary>
[Cmdlet(VerbsCommon.New, "AxiosClient")]
[OutputType(typeof(AxiosClient))]
public sealed class NewAxiosClientCommand : RequestOptionsCommand
{
    private static readonly ConditionalWeakTable<AxiosClient, OutputChoice> Forms = [];

    /// <summary>The address that relative URIs are appended to. Default: none, and each request names its own.</summary>
    [Parameter(Position = 0)]
    [Alias("Uri", "BaseUrl")]
    [UriText]
    public string? BaseUri { get; set; }

    /// <summary>Seconds for making a connection. Default 15; 0 means no limit.</summary>
    [Parameter]
    [ValidateRange(0, LongestSeconds)]
    [Seconds]
    public double ConnectTimeoutSec { get; set; }

    /// <summary>Plugins to attach, in order.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(PluginCompleter))]
    public object[] Plugin { get; set; } = [];

    /// <summary>What sends the requests: of New-AxiosMockTransport or New-AxiosCassette, or an object in C# that implements AxiosPS.ITransport. Default: the network.</summary>
    [Parameter]
    [ValidateNotNull]
    [TransportGiven]
    [ArgumentCompleter(typeof(TransportCompleter))]
    public ITransport? Transport { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MaskBoundParameters();
        AxiosClient? client = null;
        RunHere(() => client = Make(), BaseUri);
        RunspaceClients.Add(client!);
        if (Has(nameof(As)))
        {
            Forms.Add(client!, As);
        }

        WriteObject(client);
    }

    /// <summary>What the client's own -As says, null if it has none.</summary>
    internal static OutputChoice? FormOf(AxiosClient client) => Forms.TryGetValue(client, out var form) ? form : null;

    private AxiosClient Make()
    {
        var options = new AxiosClientOptions
        {
            BaseUri = UriTextAttribute.Checked(BaseUri),
            DataFormat = PSDataFormat.Instance,
            Plugins = Plugin,
            Transport = Transport,
        };
        Apply(options);
        ApplySession(options);
        WarnOfNoRetries(options, null);
        options.ValidateStatus ??= StatusCheck.Success;
        options.ConnectTimeout = Seconds(nameof(ConnectTimeoutSec), ConnectTimeoutSec) ?? options.ConnectTimeout;
        return new(options);
    }
}
