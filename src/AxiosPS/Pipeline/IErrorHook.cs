using System.ComponentModel;

namespace AxiosPS;

/// <summary>The onRejected of an interceptor: sees every error from further in, and may recover or throw another one.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface IErrorHook
{
    /// <summary>
    /// Gives what the call goes on with (an <see cref="AxiosResponse"/> in a response interceptor, a
    /// <see cref="RequestConfig"/> in a request interceptor); null lets the error go on.
    /// </summary>
    ValueTask<object?> OnErrorAsync(AxiosException error, CancellationToken cancellationToken);
}
