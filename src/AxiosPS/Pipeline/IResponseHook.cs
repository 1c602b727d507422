using System.ComponentModel;

namespace AxiosPS;

/// <summary>The onFulfilled of a response interceptor: changes the response in place, or gives another one.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface IResponseHook
{
    /// <summary>Gives the response to go on with; null goes on with the same one.</summary>
    ValueTask<AxiosResponse?> OnResponseAsync(AxiosResponse response, CancellationToken cancellationToken);
}
