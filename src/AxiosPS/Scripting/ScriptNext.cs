using System.ComponentModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace AxiosPS.Scripting;

/// <summary>
/// The <c>$next</c> of script middleware: one scriptblock per runspace, which asks the running hook how to go on. It fails by a
/// real throw of the original error.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ScriptNext
{
    private const string Text = """
        param($Context)
        $__axiosNext = [AxiosPS.Scripting.ScriptNext]::Invoke($Context)
        if ($null -ne $__axiosNext.Error) { throw $__axiosNext.Error }
        $__axiosNext.Response
        """;

    private static readonly ConditionalWeakTable<Runspace, ScriptBlock> Blocks = [];

    private ScriptNext(AxiosResponse? response, Exception? error) => (Response, Error) = (response, error);

    /// <summary>The response, null if it failed.</summary>
    public AxiosResponse? Response { get; }

    /// <summary>The error, null if there was none.</summary>
    public Exception? Error { get; }

    /// <summary>The one of the runspace of this thread.</summary>
    internal static ScriptBlock Here => Blocks.GetValue(Runspace.DefaultRunspace, _ => ScriptBlock.Create(Text));

    /// <summary>Goes on from the running middleware.</summary>
    /// <param name="context">The context to go on with; null for the current one.</param>
    public static ScriptNext Invoke(object? context)
    {
        if (ScriptFrame.Top is not { HasNext: true } frame)
        {
            return new(null, new InvalidOperationException("$next can be called only by the middleware that was given it, and while it runs."));
        }

        if (context is not (null or RequestContext))
        {
            return new(null, new ArgumentException($"$next takes the context, not a {context.GetType().Name}. Call it as '& $next $context' or just '& $next'."));
        }

        try
        {
            return new(frame.GoOn(context as RequestContext ?? frame.Context!), null);
        }
        catch (Exception e) when (e is not (PipelineStoppedException or FlowControlException))
        {
            e.Data[ScriptFailure.PassedOn] = true;
            return new(null, e);
        }
    }
}
