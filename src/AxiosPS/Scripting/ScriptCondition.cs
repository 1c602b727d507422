using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>A <c>-When</c> made of a script: what it puts out is true or false as in an if.</summary>
internal sealed class ScriptCondition(ScriptCall script) : ScriptHook(script), IHookCondition
{
    public async ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken) =>
        LanguagePrimitives.IsTrue(await RunAsync(new(), cancellationToken, subject).ConfigureAwait(false));
}
