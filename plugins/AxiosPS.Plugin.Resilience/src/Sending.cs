using Polly;

namespace AxiosPS.Plugin.Resilience;

/// <summary>Going on, with errors as Polly has them.</summary>
internal static class Sending
{
    public static async ValueTask<Outcome<AxiosResponse>> TryAsync(RequestContext context, RequestHandler next)
    {
        try
        {
            return Outcome.FromResult(await next(context).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            return Outcome.FromException<AxiosResponse>(e);
        }
    }
}
