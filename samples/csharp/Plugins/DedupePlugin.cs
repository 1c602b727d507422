#nullable enable

using System.Collections.Concurrent;
using System.Threading.Tasks;
using AxiosPS;

namespace AxiosPS.Samples;

/// <summary>
/// Lets identical GET requests that are under way at the same time share one call. The key holds the credentials, so that nobody
/// gets what was meant for another; everyone gets a copy, so that nobody changes what another sees. Give each client one of its
/// own.
/// </summary>
public sealed class DedupePlugin : IAxiosPlugin
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<AxiosResponse?>> inFlight = new();

    public void Attach(AxiosClient client) => client.Use(ShareAsync);

    public void Uninstall(AxiosClient client) => inFlight.Clear();

    private async Task<AxiosResponse> ShareAsync(RequestContext context, RequestHandler next)
    {
        if (context.Method != "GET" || context.Content is not null)
        {
            return await next(context);
        }

        var key = $"{context.Uri.AbsoluteUri} {context.CredentialFingerprint} {context.Headers}";
        var mine = new TaskCompletionSource<AxiosResponse?>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            var first = inFlight.GetOrAdd(key, mine);
            if (first == mine)
            {
                return await LeadAsync(key, mine, context, next);
            }

            if (await first.Task.WaitAsync(context.CancellationToken) is { } response)
            {
                return response.Copy();
            }

            // The first one failed or was cancelled: the next one sends for itself.
        }
    }

    private async Task<AxiosResponse> LeadAsync(string key, TaskCompletionSource<AxiosResponse?> mine, RequestContext context, RequestHandler next)
    {
        AxiosResponse? response = null;
        try
        {
            return response = await next(context);
        }
        finally
        {
            inFlight.TryRemove(key, out _);
            mine.SetResult(response?.Copy());
        }
    }
}
