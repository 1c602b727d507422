using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>A <c>-ValidateStatus</c> made of a script: it gets the status code, and the response as its second argument.</summary>
internal sealed class ScriptStatusCheck(ScriptCall script) : ScriptHook(script), IStatusCheck
{
    public async ValueTask<bool> AcceptsAsync(AxiosResponse response, CancellationToken cancellationToken) =>
        LanguagePrimitives.IsTrue(await RunAsync(new(), cancellationToken, response.StatusCode, response).ConfigureAwait(false));
}
