using System.ComponentModel;

namespace AxiosPS;

/// <summary>Sees each redirect before it is followed.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface IRedirectHook
{
    /// <summary>Sees a hop. What it throws ends the call; it may change <see cref="RedirectHop.Headers"/> or set <see cref="RedirectHop.Follow"/>.</summary>
    ValueTask OnRedirectAsync(RedirectHop hop, CancellationToken cancellationToken);
}
