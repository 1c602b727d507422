using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Gets the calls that a mock transport was asked, in order.</summary>
[Cmdlet(VerbsCommon.Get, "AxiosMockCall", DefaultParameterSetName = nameof(Transport))]
[OutputType(typeof(MockCall))]
public sealed class GetAxiosMockCallCommand : PSCmdlet
{
    /// <summary>The mock transport.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Transport))]
    [ValidateNotNull]
    public MockTransport? Transport { get; set; }

    /// <summary>A client that was made with one.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = nameof(Client))]
    [ValidateNotNull]
    public AxiosClient? Client { get; set; }

    /// <summary>Only calls with one of these methods.</summary>
    [Parameter]
    [ValidateNotNull]
    public string[] Method { get; set; } = [];

    /// <summary>Only calls to this address, written as in a route: '/users/*', 'https://api.example.com/*' or a [regex].</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    public object? Uri { get; set; }

    /// <summary>Only calls that this route has answered: its name, or what it matches ('GET /users/*'); wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string? Route { get; set; }

    /// <summary>Only calls that no route matched.</summary>
    [Parameter]
    public SwitchParameter Unmatched { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var uri = Uri is null ? null : new MockUri(Uri);
            var route = Route is null ? null : new WildcardPattern(Route, WildcardOptions.IgnoreCase);
            WriteObject(
                Mock().Calls.Where(call => (Method.Length == 0 || Method.Contains(call.Method, StringComparer.OrdinalIgnoreCase))
                    && uri?.IsMatch(call.Address) != false
                    && (route is null || (call.Route is { } name && (name.Equals(Route, StringComparison.OrdinalIgnoreCase) || route.IsMatch(name))))
                    && (!Unmatched || call.Route is null)),
                true);
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    private MockTransport Mock() => Transport ?? Client!.Transport as MockTransport
        ?? throw new ArgumentException($"The client {Client} sends by {Client!.Transport}, and that is no mock transport, which alone keeps its calls. Make it with New-AxiosClient -Transport (New-AxiosMockTransport …).");
}
