using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>The variables of the caller that hear of the answer.</summary>
public sealed partial class InvokeAxiosRequestCommand
{
    private static readonly string[] Scopes = ["Global", "Script", "Local", "Private"];

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

        var refusal = Refusal(StatusCodeVariable) ?? Refusal(ResponseHeadersVariable)
            ?? (string.Equals(StatusCodeVariable, ResponseHeadersVariable, StringComparison.OrdinalIgnoreCase) ? $"${StatusCodeVariable} cannot get both the status and the headers of the answer" : null);
        if (refusal is not null)
        {
            MaskBoundParameters();
            ThrowTerminatingError(Failure(new ArgumentException($"{refusal}. Give the name of another variable."), null));
        }
    }

    private string? Refusal(string? name)
    {
        if (name is null)
        {
            return null;
        }

        if (name.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && !Scopes.Concat(SessionState.Drive.GetAll().Select(drive => drive.Name)).Contains(name[..colon], StringComparer.OrdinalIgnoreCase))
        {
            return $"${{{name}}} is to get something of the answer, and there is no drive '{name[..colon]}'";
        }

        return SessionState.PSVariable.Get(name) is { } variable && (variable.Options & (ScopedItemOptions.ReadOnly | ScopedItemOptions.Constant)) != 0
            ? $"${name} is to get something of the answer, and cannot be changed" : null;
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
            Set(StatusCodeVariable, response.StatusCode);
        }

        if (ResponseHeadersVariable is not null)
        {
            Set(ResponseHeadersVariable, response.Headers.AsLists());
        }
    }

    // A variable that takes no such value (a type, a set of values) is no reason to lose the answer.
    private void Set(string name, object value)
    {
        try
        {
            SessionState.PSVariable.Set(name, value);
        }
        catch (Exception e) when (e is RuntimeException && !PipelineThread.IsEndOfPipeline(e))
        {
            WriteError(new(new InvalidOperationException($"${name} did not get what it was to have of the answer: {e.Message}", e), "VariableNotSet", ErrorCategory.WriteError, name));
        }
    }
}
