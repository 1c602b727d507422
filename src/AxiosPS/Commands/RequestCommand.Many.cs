using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Requests from the pipeline.</summary>
public abstract partial class RequestCommand
{
    private int count;

    /// <summary>
    /// What to send: addresses, or request objects as hashtables (@{ Uri = '/users'; Method = 'POST'; Json = $user }) or rows with such
    /// properties (Import-Csv). What the command's own parameters say counts for all of them that do not say otherwise; a row comes after
    /// it, has no say in what reads files or loosens a guard, and fills the placeholders of the address by its other columns.
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

    /// <summary>
    /// The object of the pipeline that is at hand, null for a request of parameters alone. Call it once for each: it counts them.
    /// Its tag goes to the answer (<see cref="AxiosResponse.TaggedWith"/>) or the error (<see cref="Failure"/>).
    /// </summary>
    private protected RequestInput? NextInput() => IsOfPipeline ? RequestInput.Of(InputObject, count++) : null;

    private protected ErrorRecord Failure(Exception exception, InputTag? tag) =>
        ErrorRecords.From((exception as AxiosException)?.TaggedWith(tag) ?? exception, tag is null ? Uri : tag.Value);

    private protected void CheckMany(OutputForm form)
    {
        var other = IsPaged ? nameof(Paginate) : form is OutputForm.Lines or OutputForm.JsonLines or OutputForm.Events ? $"{nameof(As)} {form}" : null;
        if (ThrottleLimit > 1 && other is not null)
        {
            throw new ArgumentException($"-{other} puts out one body after the other, and -ThrottleLimit sends many requests at once. Leave one of them out.");
        }
    }
}
