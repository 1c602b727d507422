using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Makes a transport for tests: it answers by routes and without a network, and keeps what it was asked.</summary>
[Cmdlet(VerbsCommon.New, "AxiosMockTransport", DefaultParameterSetName = nameof(Default))]
[OutputType(typeof(MockTransport))]
public sealed class NewAxiosMockTransportCommand : PSCmdlet
{
    /// <summary>The routes; the first that matches answers. Each is a hashtable, such as @{ Method = 'GET'; Uri = '/users/*'; Json = @{ id = 7 } }, or a scriptblock that answers whatever comes.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    public MockRoute[] Route { get; set; } = [];

    /// <summary>The answer to what no route matches: a status, a hashtable, a response or a scriptblock. Without it that is an error.</summary>
    [Parameter(ParameterSetName = nameof(Default))]
    [ValidateNotNull]
    public MockAnswer? Default { get; set; }

    /// <summary>What sends what no route matches: another transport, or a client, whose transport it then is.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(PassThrough))]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(PassThroughCompleter))]
    public object? PassThrough { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var mock = new MockTransport { DataFormat = PSDataFormat.Instance, Default = Default, PassThrough = Transport() };
            Array.ForEach(Route, mock.Add);
            WriteObject(mock);
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    private ITransport? Transport() => (PassThrough is null ? null : ModuleLifetime.Unwrap(PassThrough)) switch
    {
        null => null,
        ITransport transport => transport,
        AxiosClient client => client.Sender,
        var other => throw new ArgumentException($"{RequestInput.Kind(other)} sends nothing. PassThrough takes a transport or a client."),
    };
}
