using System.Collections;
using System.Globalization;

namespace AxiosPS.Scripting;

/// <summary>
/// A <c>-NextPage</c> made of a script: it gets the response and puts out the next address, a hashtable of what the next call has
/// otherwise than the first, or nothing after the last page. An empty address is none.
/// </summary>
internal sealed class ScriptNextPage(ScriptCall script) : ScriptHook(script), INextPage
{
    public async ValueTask<RequestConfig?> NextAsync(AxiosResponse response, CancellationToken cancellationToken) =>
        await RunAsync(new(), cancellationToken, response).ConfigureAwait(false) switch
        {
            [] or [""] => null,
            [string address] => new() { Uri = address },
            [Uri address] => new() { Uri = address.OriginalString },
            [RequestConfig changes] => changes,
            [IDictionary changes] => (RequestConfig)new RequestConfigConverter().ConvertFrom(changes, typeof(RequestConfig), CultureInfo.InvariantCulture, false),
            var output => throw new StrayOutputException(output, "an address, a hashtable of changes (@{ Query = @{ cursor = … } }), or nothing after the last page"),
        };
}
