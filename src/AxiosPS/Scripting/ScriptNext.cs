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
public static class ScriptNext
{
    // No member is asked for its properties: the first calls of many runspaces would each have to find and compile how.
    private const string Text = """
        param($Context)
        $__axiosNext = [AxiosPS.Scripting.ScriptNext]::Invoke($Context)
        if ($__axiosNext -is [Exception]) { throw $__axiosNext }
        $__axiosNext
        """;

    private static readonly ConditionalWeakTable<Runspace, ScriptBlock> Blocks = [];

    /// <summary>The one of the runspace of this thread.</summary>
    internal static ScriptBlock Here => Blocks.GetValue(Runspace.DefaultRunspace, _ => ScriptLanguage.Trusted(Text));

    /// <summary>Goes on from the running middleware and gives the response, or the error in its place.</summary>
    /// <param name="context">The context to go on with; null for the current one.</param>
    public static object Invoke(object? context)
    {
        if (ScriptFrame.Top is not { HasNext: true } frame)
        {
            return new InvalidOperationException("$next can be called only by the middleware that was given it, and while it runs.");
        }

        if (context is not (null or RequestContext))
        {
            return new ArgumentException($"$next takes the context, not a {context.GetType().Name}. Call it as '& $next $context' or just '& $next'.");
        }

        try
        {
            return frame.GoOn(context as RequestContext ?? frame.Context!);
        }
        catch (Exception e) when (e is not (PipelineStoppedException or FlowControlException))
        {
            e.Data[ScriptFailure.PassedOn] = true;
            return e;
        }
    }
}
