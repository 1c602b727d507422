using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Writes a request as a curl command line. It takes what Invoke-AxiosRequest takes, and what that gives.</summary>
[Cmdlet(VerbsData.ConvertTo, "AxiosCurl")]
[OutputType(typeof(string))]
public sealed class ConvertToAxiosCurlCommand : RequestCommand
{
    private bool warnedOfHooks;

    /// <summary>The shell that the command line is for. Default Bash. So it is the same on every machine, and others can use it.</summary>
    [Parameter]
    public CurlShell Shell { get; set; }

    /// <summary>Put each option on a line of its own.</summary>
    [Parameter]
    public SwitchParameter Multiline { get; set; }

    /// <summary>Write secrets as they are. Without it *** stands in their places.</summary>
    [Parameter]
    public SwitchParameter IncludeSecrets { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var given = InputObject is null ? null : ModuleLifetime.Unwrap(InputObject);
        MaskBoundParameters();
        var input = given is AxiosResponse or ErrorRecord or Exception ? null : NextInput();
        try
        {
            var line = Line(given, input);
            foreach (var warning in line.Warnings)
            {
                WriteWarning(warning);
            }

            if (!line.Fits(Shell))
            {
                WriteWarning("The request has control characters, which the command prompt does not hand over. Write it for another shell, or put its body into a file.");
            }

            WriteObject(line.ToText(Shell, Multiline));
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            var record = Failure(e, input?.Tag);
            if (!IsOfPipeline || StopOnError)
            {
                ThrowTerminatingError(record);
            }

            WriteError(record);
        }
    }

    private CurlLine Line(object? given, RequestInput? input)
    {
        var client = Client ?? DefaultClient.InThisRunspace;
        switch (given)
        {
            case AxiosResponse response:
                return CurlRequest.Of(response, client, IncludeSecrets);
            case ErrorRecord record:
                return CurlRequest.Of(AxiosErrorIn(record.Exception), client, IncludeSecrets);
            case Exception exception:
                return CurlRequest.Of(AxiosErrorIn(exception), client, IncludeSecrets);
            default:
                var config = Config(client, input);
                WarnOfHooks(client);
                return CurlRequest.Of(client, config, IncludeSecrets);
        }
    }

    // What a method call has thrown is wrapped.
    private static AxiosException AxiosErrorIn(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is AxiosException found)
            {
                return found;
            }
        }

        throw new ArgumentException($"The error is none of a request ({error.GetType().Name}), so there is nothing to convert.");
    }

    private void WarnOfHooks(AxiosClient client)
    {
        if (!warnedOfHooks && client.Hooks.Request.Length + client.Hooks.AttemptRequest.Length + client.Hooks.Middleware.Length > 0)
        {
            warnedOfHooks = true;
            WriteWarning("The hooks of the client are not run, and what they would change is missing. Convert a response of the client to have that too.");
        }
    }
}
