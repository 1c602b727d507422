namespace AxiosPS.Scripting;

/// <summary>A hook made of a script: it runs on the pipeline thread of its request.</summary>
internal abstract class ScriptHook(ScriptCall script)
{
    /// <summary>Where the script stands.</summary>
    public override string ToString() => script.Place;

    /// <summary>Whether it has run in another runspace than its own, where the variables of that are not.</summary>
    protected bool HasRunElsewhere => script.HasRunElsewhere;

    /// <summary>Runs the script and gives what it put out.</summary>
    protected Task<List<object>> RunAsync(ScriptFrame frame, CancellationToken cancellationToken, params object?[] arguments) =>
        RunAsync(static script => script(), frame, cancellationToken, arguments);

    /// <summary>Does on the script's thread what runs it, or decides there not to.</summary>
    protected Task<T> RunAsync<T>(Func<Func<List<object>>, T> work, ScriptFrame frame, CancellationToken cancellationToken, params object?[] arguments)
    {
        var thread = PipelineThread.Current ?? throw new InvalidOperationException(
            $"The hook {script.Place} is PowerShell script, and this request was made without a pipeline thread to run it on. Use Invoke-AxiosRequest or $client.Get() instead of $client.GetAsync(), or write the hook in C#.");
        var streams = PipelineThread.CurrentStreams;
        return thread.InvokeAsync(() => frame.Within(thread, () => work(() => script.Invoke(streams, frame.HasNext ? [.. arguments, ScriptNext.Here] : arguments))), cancellationToken);
    }

    /// <summary>The one thing that a hook may return, null for nothing.</summary>
    protected static T? Single<T>(List<object> output, string expected)
        where T : class => output switch
        {
            [] => null,
            [T only] => only,
            _ => throw new StrayOutputException(output, expected),
        };
}
