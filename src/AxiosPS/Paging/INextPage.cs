using System.ComponentModel;

namespace AxiosPS;

/// <summary>Says where the next page is, for interfaces that tell it neither in a Link header nor in <c>@odata.nextLink</c>.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface INextPage
{
    /// <summary>
    /// Gives what the call for the next page has otherwise than the first call: its address
    /// (<c>new RequestConfig { Uri = next }</c>, relative to the page at hand), a query parameter, a body. Null after the last page.
    /// </summary>
    ValueTask<RequestConfig?> NextAsync(AxiosResponse response, CancellationToken cancellationToken);
}
