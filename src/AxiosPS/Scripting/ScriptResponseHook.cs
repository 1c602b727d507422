namespace AxiosPS.Scripting;

/// <summary>An onFulfilled for responses made of a script.</summary>
internal sealed class ScriptResponseHook(ScriptCall script) : ScriptHook(script), IResponseHook
{
    public async ValueTask<AxiosResponse?> OnResponseAsync(AxiosResponse response, CancellationToken cancellationToken) =>
        Single<AxiosResponse>(await RunAsync(new(), cancellationToken, response).ConfigureAwait(false), "nothing (the response is changed in place) or a response");
}
