using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Makes a plugin out of scriptblocks.</summary>
[Cmdlet(VerbsCommon.New, "AxiosPlugin")]
[OutputType(typeof(ScriptPlugin))]
public sealed class NewAxiosPluginCommand : PSCmdlet
{
    /// <summary>The name that lists and errors show.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = "";

    /// <summary>Gets the client and registers hooks on it.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ScriptBlock? Attach { get; set; }

    /// <summary>Gets the client, once, when the plugin is removed or the client closed.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ScriptBlock? Uninstall { get; set; }

    /// <summary>A request interceptor: gets the config before it is sent.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ScriptBlock? OnRequest { get; set; }

    /// <summary>A response interceptor: gets the response before the caller does.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ScriptBlock? OnResponse { get; set; }

    /// <summary>Gets every error; a response that it puts out recovers.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ScriptBlock? OnError { get; set; }

    /// <summary>A middleware: gets the context and next, and puts a response out.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ScriptBlock? Middleware { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            WriteObject(new ScriptPlugin(Name, new Dictionary<string, object?>
            {
                [nameof(Attach)] = Attach,
                [nameof(Uninstall)] = Uninstall,
                [nameof(OnRequest)] = OnRequest,
                [nameof(OnResponse)] = OnResponse,
                [nameof(OnError)] = OnError,
                [nameof(Middleware)] = Middleware,
            }));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, Name));
        }
    }
}
