using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>The variables of the caller that hear of the answer.</summary>
public sealed partial class InvokeAxiosRequestCommand
{
    private AxiosResponse? told;

    /// <summary>
    /// The name of a variable that gets the status of the answer, also of one that is an error. Of several answers the last; without any answer
    /// it stays as it is.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatusCodeVariable { get; set; }

    /// <summary>
    /// The name of a variable that gets the headers of the answer, each as a list of its values, also of one that is an error. Of several answers the last;
    /// without any answer it stays as it is.
    /// </summary>
    [Parameter]
    [Alias("RHV")]
    [ValidateNotNullOrEmpty]
    public string? ResponseHeadersVariable { get; set; }

    // Now, and not when the request has done what it does.
    private void CheckVariables()
    {
        if ((StatusCodeVariable ?? ResponseHeadersVariable) is null)
        {
            return;
        }

        foreach (var name in new[] { StatusCodeVariable, ResponseHeadersVariable })
        {
            if (name is not null && SessionState.PSVariable.Get(name) is { } variable && (variable.Options & (ScopedItemOptions.ReadOnly | ScopedItemOptions.Constant)) != 0)
            {
                MaskBoundParameters();
                ThrowTerminatingError(Failure(new ArgumentException($"${name} is to get something of the answer, and cannot be changed. Give the name of another variable."), null));
            }
        }
    }

    private AxiosResponse Told(AxiosResponse response)
    {
        Tell(response);
        return response;
    }

    // Before the answer is put out, for what comes next in the pipeline.
    private void Tell(AxiosResponse? response)
    {
        if ((StatusCodeVariable ?? ResponseHeadersVariable) is null || response is null || ReferenceEquals(response, told))
        {
            return;
        }

        told = response;
        if (StatusCodeVariable is not null)
        {
            SessionState.PSVariable.Set(StatusCodeVariable, response.StatusCode);
        }

        if (ResponseHeadersVariable is not null)
        {
            SessionState.PSVariable.Set(ResponseHeadersVariable, response.Headers.AsLists());
        }
    }
}
