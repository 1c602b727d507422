namespace AxiosPS.Scripting;

/// <summary>An onFulfilled for requests made of a script.</summary>
internal sealed class ScriptRequestHook(ScriptCall script) : ScriptHook(script), IRequestHook
{
    public async ValueTask<RequestConfig?> OnRequestAsync(RequestConfig config, CancellationToken cancellationToken) =>
        Single<RequestConfig>(await RunAsync(new(), cancellationToken, config).ConfigureAwait(false), "nothing (the config is changed in place) or a config");
}
