using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Requests from the pipeline.</summary>
public abstract partial class RequestCommand
{
    /// <summary>
    /// What to send: addresses, or request objects as hashtables (@{ Uri = '/users'; Method = 'POST'; Json = $user }) or rows with such
    /// properties (Import-Csv). What the command's own parameters say counts for all of them that do not say otherwise.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>How many requests from the pipeline are under way at once. Default 1.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int ThrottleLimit { get; set; } = 1;

    /// <summary>With -ThrottleLimit: put results out as they come, and not in the order of the input.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    /// <summary>With requests from the pipeline: after the first that fails send no more, and end with its error.</summary>
    [Parameter]
    public SwitchParameter StopOnError { get; set; }

    private protected bool IsOfPipeline => Has(nameof(InputObject)) || MyInvocation.ExpectingInput;

    private string? Address()
    {
        if (!IsOfPipeline)
        {
            return UriTextAttribute.Checked(Uri);
        }

        var text = InputObject is null ? null : ModuleLifetime.Unwrap(InputObject);
        return text is null or "" ? throw new ArgumentException("An address from the pipeline is empty or $null.")
            : (text as Uri)?.OriginalString ?? text.ToString();
    }
}
