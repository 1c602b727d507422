using System.ComponentModel;

namespace AxiosPS;

/// <summary>Wraps the transport call, retries included. Lambdas come in through <see cref="HookExtensions"/>.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface IMiddleware
{
    /// <summary>Answers by itself, or with what <paramref name="next"/> gives. The token is <see cref="RequestContext.CancellationToken"/>.</summary>
    Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next);
}
