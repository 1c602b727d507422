namespace AxiosPS;

/// <summary>Runs the conditions and the answers of a mock transport that are code. What they throw is no failure of the network.</summary>
internal static class MockScripts
{
    public static async ValueTask<bool> IsMetAsync(MockRule rule, MockCall call, CancellationToken cancellationToken)
    {
        try
        {
            return rule.When is null || await rule.When.IsMetAsync(call, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsFailure(e, cancellationToken))
        {
            throw AxiosHookException.From($"The condition '{rule.When}' of the mock route {rule.Name}", e);
        }
    }

    public static async ValueTask<PreparedAnswer> AnswerAsync(IMockResponse script, MockCall call, IDataFormat format, CancellationToken cancellationToken)
    {
        try
        {
            var answer = new PreparedAnswer(await script.AnswerAsync(call, cancellationToken).ConfigureAwait(false), format);
            return answer.Script is null ? answer : throw new ArgumentException("its answer has a Response in turn. Let it give the answer itself.");
        }
        catch (Exception e) when (IsFailure(e, cancellationToken))
        {
            throw AxiosHookException.From($"The mock response '{script}'", e);
        }
    }

    private static bool IsFailure(Exception e, CancellationToken cancellationToken) =>
        e is not AxiosException && (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested);
}
