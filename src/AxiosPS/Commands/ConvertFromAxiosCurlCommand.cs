using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Text;
using AxiosPS.Plugins;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Makes parameters of Invoke-AxiosRequest out of a curl command line.</summary>
[Cmdlet(VerbsData.ConvertFrom, "AxiosCurl")]
[OutputType(typeof(OrderedDictionary), typeof(string))]
public sealed class ConvertFromAxiosCurlCommand : PSCmdlet
{
    private readonly StringBuilder lines = new();

    /// <summary>The command line, on one line or several.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string Command { get; set; } = "";

    /// <summary>Hashtable gives a hashtable to splat, Command the text of a PowerShell command. Default Hashtable.</summary>
    [Parameter]
    public CurlOutput As { get; set; }

    /// <summary>The shell that the command line is written for. Without it that is told from how its lines are joined and quoted.</summary>
    [Parameter]
    public CurlShell Shell { get; set; }

    /// <summary>With -As Command: write secrets as they are. Without it the command asks for them; in a body and an address *** stands in their places, with a warning.</summary>
    [Parameter]
    public SwitchParameter IncludeSecrets { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        MyInvocation.BoundParameters[nameof(Command)] = Secrets.Mask; // error and verbose records lead there
        lines.Append(Command).Append('\n'); // a command from Get-Content comes line by line
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var parameters = CurlConversion.Convert(lines.ToString(), MyInvocation.BoundParameters.ContainsKey(nameof(Shell)) ? Shell : null, out var warnings);
            foreach (var warning in warnings)
            {
                WriteWarning(warning);
            }

            WriteObject(As == CurlOutput.Command ? Text(parameters) : Splattable(parameters));
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    private string Text(OrderedDictionary parameters)
    {
        var text = CommandText.Of(parameters, IncludeSecrets, out var masked);
        if (masked.Count > 0)
        {
            WriteWarning($"*** stands in {string.Join(" and ", masked)} for what may be a secret, and would be sent as it is. Put the value in its place, splat the hashtable that comes without -As Command, or give -IncludeSecrets.");
        }

        return text;
    }

    private static OrderedDictionary Splattable(OrderedDictionary parameters)
    {
        foreach (var name in parameters.Keys.Cast<string>().ToArray())
        {
            if (parameters[name] is NetworkCredential credential)
            {
                parameters[name] = new PSCredential(credential.UserName, credential.SecurePassword);
            }
        }

        if (parameters["Credential"] is SecureString key)
        {
            parameters.Remove("Authentication");
            parameters.Remove("Credential"); // which would show its user
            var headers = parameters["Headers"] as IDictionary ?? new OrderedDictionary();
            headers["Authorization"] = Secrets.Secure($"Basic {BasicCredentials.Encode(Secrets.Reveal(key) + ":")}");
            parameters["Headers"] = headers;
        }

        return parameters;
    }
}
