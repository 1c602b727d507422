using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>A <c>-RetryOn</c> made of a script: it gets the attempt; what it puts out is true or false as in an if.</summary>
internal sealed class ScriptRetryCondition(ScriptCall script) : ScriptHook(script), IRetryCondition
{
    public async ValueTask<bool> ShouldRetryAsync(RetryContext attempt, CancellationToken cancellationToken) =>
        LanguagePrimitives.IsTrue(await RunAsync(new(), cancellationToken, attempt).ConfigureAwait(false));
}
