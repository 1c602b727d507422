using System.ComponentModel;

namespace AxiosPS;

/// <summary>The onFulfilled of a request interceptor: changes the config in place, or gives another one.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface IRequestHook
{
    /// <summary>Gives the config to go on with; null goes on with the same one.</summary>
    ValueTask<RequestConfig?> OnRequestAsync(RequestConfig config, CancellationToken cancellationToken);
}
