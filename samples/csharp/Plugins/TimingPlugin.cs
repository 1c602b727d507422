using System;
using System.Threading.Tasks;
using AxiosPS;

namespace AxiosPS.Samples;

/// <summary>Writes how long every request took. It has to know the time before and after, so it is a middleware.</summary>
public sealed class TimingPlugin(Action<string> write)
{
    public void Attach(AxiosClient client) => client.Use(MeasureAsync);

    private async Task<AxiosResponse> MeasureAsync(RequestContext context, RequestHandler next)
    {
        var started = TimeProvider.System.GetTimestamp();
        var response = await next(context);
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        write(FormattableString.Invariant($"[{context.Method}] {context.DisplayUri} — {elapsed.TotalMilliseconds:0.0}ms (HTTP {response.StatusCode})"));
        return response;
    }
}
