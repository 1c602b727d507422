using System.Collections.Concurrent;
using System.Diagnostics;

namespace AxiosPS.Plugins;

/// <summary>Work behind the scenes for answers that are given although their time is over: of one key, one at a time.</summary>
internal sealed class Renewals : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> underWay = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource ending = new();
    private readonly CancellationToken ended;

    public Renewals() => ended = ending.Token;

    /// <summary>Begins to renew, unless that is under way already; nobody waits for it.</summary>
    /// <param name="key">What is renewed.</param>
    /// <param name="context">The call that found it to be stale.</param>
    /// <param name="renew">Renews it, with a call of its own.</param>
    public void Begin(string key, RequestContext context, Func<RequestContext, Task> renew)
    {
        if (!ended.IsCancellationRequested && underWay.TryAdd(key, true))
        {
            var own = context.Apart(ended); // here and now, before the caller goes on with its own
            _ = Host.InBackground(() => RunAsync(key, own, renew));
        }
    }

    /// <summary>Ends what is under way; nothing begins any more.</summary>
    public void Dispose()
    {
        ending.CancelQuietly();
        ending.Dispose();
    }

    private async Task RunAsync(string key, RequestContext context, Func<RequestContext, Task> renew)
    {
        try
        {
            await renew(context).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // The caller has his answer. The next one begins anew, or waits for the server once the answer is too old.
            if (e is not (OperationCanceledException or AxiosCanceledException))
            {
                CachePlugin.Source.TraceEvent(TraceEventType.Warning, 0, $"{context} could not be renewed behind the scenes: {TextRedaction.Redact(e.Message)}");
            }
        }
        finally
        {
            context.End(null);
            underWay.TryRemove(key, out _);
        }
    }
}
