namespace AxiosPS.Scripting;

/// <summary>An onRejected made of a script.</summary>
internal sealed class ScriptErrorHook(ScriptCall script) : ScriptHook(script), IErrorHook
{
    public async ValueTask<object?> OnErrorAsync(AxiosException error, CancellationToken cancellationToken) =>
        await RunAsync(new(), cancellationToken, error).ConfigureAwait(false) switch
        {
            [] => null,
            [AxiosResponse response] => response,
            [RequestConfig config] => config,
            var other => throw new StrayOutputException(other, "nothing (the error goes on) or a response to recover with"),
        };
}
