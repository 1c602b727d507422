using System.Net.Http.Headers;

namespace AxiosPS.Plugin.Resilience;

/// <summary>How long a server asks to be left alone (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan DefaultMax = TimeSpan.FromSeconds(60);

    /// <summary>What an answer asks for, cut to what its call allows (<see cref="RequestConfig.MaxRetryAfter"/>); null for nothing.</summary>
    public static TimeSpan? Of(AxiosResponse response, TimeProvider time)
    {
        if (!RetryConditionHeaderValue.TryParse(response.Headers.Get("Retry-After"), out var asked))
        {
            return null;
        }

        var wait = asked.Delta ?? (asked.Date!.Value - time.GetUtcNow());
        var max = response.Config?.MaxRetryAfter ?? DefaultMax;
        return wait < max ? wait : max;
    }
}
