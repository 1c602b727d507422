namespace AxiosPS.Scripting;

/// <summary>A running hook on the thread that it runs on. Hooks nest, and <c>$next</c> asks the innermost how to go on.</summary>
internal sealed class ScriptFrame(RequestContext? context = null, RequestHandler? next = null)
{
    [ThreadStatic]
    private static ScriptFrame? top;

    private IScriptThread? thread;

    public static ScriptFrame? Top => top;

    public RequestContext? Context => context;

    public T Within<T>(IScriptThread on, Func<T> script)
    {
        thread = on;
        var outer = top;
        top = this;
        try
        {
            return script();
        }
        finally
        {
            top = outer;
        }
    }

    /// <summary>Everything further in, awaited on this thread, which serves the hooks further in meanwhile.</summary>
    public AxiosResponse GoOn(RequestContext with) => thread!.RunWithin(() => next!(with));

    public bool HasNext => next is not null;
}
