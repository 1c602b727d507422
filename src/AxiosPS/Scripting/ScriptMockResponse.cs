namespace AxiosPS.Scripting;

/// <summary>An answer of a mock transport made by a script, which gets the call.</summary>
internal sealed class ScriptMockResponse(ScriptCall script) : ScriptHook(script), IMockResponse
{
    public async ValueTask<MockAnswer> AnswerAsync(MockCall call, CancellationToken cancellationToken) =>
        await RunAsync(new(), cancellationToken, call).ConfigureAwait(false) switch
        {
            [var answer] => MockAnswerConverter.Of(answer),
            [] => throw new InvalidOperationException($"it put out nothing. {MockAnswerConverter.Remedy}"),
            var several => throw new InvalidOperationException($"it put out {several.Count} things, and there is one answer. Send stray output (such as that of $list.Add()) to $null."),
        };
}
