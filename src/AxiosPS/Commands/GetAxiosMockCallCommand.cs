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
    [ArgumentCompleter(typeof(VariableCompleter<MockTransport>))]
    public MockTransport? Transport { get; set; }

    /// <summary>A client that was made with one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = nameof(Client))]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient? Client { get; set; }

    /// <summary>Only calls with one of these methods. Default: with any.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MethodCompleter))]
    public string[] Method { get; set; } = [];

    /// <summary>Only calls to this address, written as in a route: '/users/*', 'https://api.example.com/*' or a [regex]. Default: to any.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(MockUriCompleter))]
    public object? Uri { get; set; }

    /// <summary>Only calls that this route has answered: its name, or what it matches ('GET /users/*'); wildcards are allowed. Where there is no such route, that is an error.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(MockRouteCompleter))]
    public string? Route { get; set; }

    /// <summary>Only calls that no route matched.</summary>
    [Parameter]
    public SwitchParameter Unmatched { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            var mock = Mock();
            var uri = Uri is null ? null : new MockUri(Uri);
            var methods = Array.ConvertAll(Method, method => Checked(method, mock));
            CheckRoute(mock);
            WriteObject(
                mock.Calls.Where(call => (methods.Length == 0 || methods.Contains(call.Method))
                    && uri?.IsMatch(call.Address) != false
                    && (Route is null || (call.Route is { } name && IsRoute(name)))
                    && (!Unmatched || call.Route is null)),
                true);
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    // A name that is mistyped would find no calls, and so pass each test that says there are none.
    private void CheckRoute(MockTransport mock)
    {
        string[] names = [.. mock.Routes.Select(route => route.Name)];
        if (Route is not null && !Array.Exists(names, IsRoute))
        {
            throw new ArgumentException($"The mock transport has no route '{Route}'. {(names.Length == 0 ? "It has none at all." : $"Its routes are: {string.Join("; ", names.Distinct())}.")}");
        }
    }

    private bool IsRoute(string name) => name.Equals(Route, StringComparison.OrdinalIgnoreCase) || new WildcardPattern(Route, WildcardOptions.IgnoreCase).IsMatch(name);

    private static string Checked(string method, MockTransport mock)
    {
        method = Methods.Normalize(method);
        return Methods.Misspelt(method) is not { } meant || mock.Calls.Any(call => call.Method == method) ? method
            : throw new ArgumentException($"No call had the method '{method}'. Did you mean {meant}?");
    }

    private MockTransport Mock() => Transport ?? Client!.Transport as MockTransport
        ?? throw new ArgumentException($"The client {Client} sends by {Client!.Transport}, and that is no mock transport, which alone keeps its calls. Make it with New-AxiosClient -Transport (New-AxiosMockTransport …).");
}
