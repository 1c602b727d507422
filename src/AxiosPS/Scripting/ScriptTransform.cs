namespace AxiosPS.Scripting;

/// <summary>A transform made of a script: it gets the data and the headers, and puts out the data to go on with.</summary>
internal sealed class ScriptTransform(ScriptCall script) : ScriptHook(script), IDataTransform
{
    bool IDataTransform.MustGiveBody => true;

    public async ValueTask<object?> TransformAsync(object? data, HeaderCollection headers, CancellationToken cancellationToken) =>
        await RunAsync(new(), cancellationToken, data, headers).ConfigureAwait(false) switch
        {
            [] => null,
            [var single] => single,
            var several => several.ToArray(),
        };
}
