using System.ComponentModel;

namespace AxiosPS;

/// <summary>Decides whether an interceptor takes part in a call, or a route of a <see cref="MockTransport"/> in its answer.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface IHookCondition
{
    /// <summary>True to take part. The subject is what the handler would get: the config, the response or the error; of a route, the <see cref="MockCall"/>.</summary>
    ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken);
}
