using System.Collections.Concurrent;

namespace AxiosPS.Plugin.__Name__;

/// <summary>Says where requests come from, and counts the answers. One may serve several clients.</summary>
public sealed class __Name__Plugin(string source) : IAxiosPlugin
{
    private readonly ConcurrentDictionary<AxiosClient, ConcurrentDictionary<int, int>> answers = new();

    public string Name => "__Name__";

    /// <summary>How many answers of each status each client got.</summary>
    public IReadOnlyDictionary<AxiosClient, ConcurrentDictionary<int, int>> Answers => answers;

    public void Attach(AxiosClient client)
    {
        var options = new HookOptions { Name = Name };

        // An interceptor sees the request before it is sent: enough for a header.
        client.Interceptors.Request.Use(config => config.Headers["X-Request-Source"] = source, options);

        // A middleware wraps the whole call, so it could measure it, too, or answer by itself. Many calls are in it at once.
        var counts = new ConcurrentDictionary<int, int>();
        client.Use(async (context, next) =>
        {
            var response = await next(context).ConfigureAwait(false);
            counts.AddOrUpdate(response.StatusCode, 1, (_, before) => before + 1);
            return response;
        }, options);

        answers[client] = counts;
    }

    /// <summary>The hooks are gone by then. What the plugin itself holds for this client, it lets go here.</summary>
    public void Uninstall(AxiosClient client) => answers.TryRemove(client, out _);
}
