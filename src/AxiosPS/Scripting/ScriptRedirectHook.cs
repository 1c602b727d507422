namespace AxiosPS.Scripting;

/// <summary>A redirect hook made of a script: it gets the hop and changes it in place; what it puts out does not count.</summary>
internal sealed class ScriptRedirectHook(ScriptCall script) : ScriptHook(script), IRedirectHook
{
    public async ValueTask OnRedirectAsync(RedirectHop hop, CancellationToken cancellationToken) =>
        await RunAsync(new(), cancellationToken, hop).ConfigureAwait(false);
}
