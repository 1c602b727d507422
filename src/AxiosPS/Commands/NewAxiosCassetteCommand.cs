using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Makes a transport that records calls in a file and answers from it without a network.</summary>
[Cmdlet(VerbsCommon.New, "AxiosCassette")]
[OutputType(typeof(Cassette))]
public sealed class NewAxiosCassetteCommand : PSCmdlet
{
    /// <summary>The file, from the current location. Its folder must be there.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Auto plays what is recorded and records what is not, Record records all anew, Replay sends nothing. Default: Auto.</summary>
    [Parameter(Position = 1)]
    public CassetteMode Mode { get; set; }

    /// <summary>Request headers that must be the same as well.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(HeaderNameCompleter))]
    public string[] MatchHeader { get; set; } = [];

    /// <summary>More names of secrets: of headers, cookies, query parameters, members of JSON and fields of forms.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] SecretName { get; set; } = [];

    /// <summary>Gives answers to whoever asks, whatever the credentials.</summary>
    [Parameter]
    public SwitchParameter IgnoreCredential { get; set; }

    /// <summary>What sends the calls that are recorded. Default: the network of the client that has the cassette.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(TransportCompleter))]
    public ITransport? Transport { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var options = new CassetteOptions { MatchHeaders = MatchHeader, SecretNames = SecretName, IgnoreCredentials = IgnoreCredential, Transport = Transport };
            WriteObject(new Cassette(ShellPath.Resolve(Path, SessionState.Path), Mode, options));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Path));
        }
    }
}
