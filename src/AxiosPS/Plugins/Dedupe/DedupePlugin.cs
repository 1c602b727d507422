using System.Runtime.CompilerServices;

namespace AxiosPS.Plugins;

/// <summary>
/// Lets GET and HEAD requests that are the same and under way at the same time share one call; each gets a response of its own.
/// The same are those of one client with equal method, address and query, credentials, cookies (the same container), headers, redirect
/// and progress hooks, permissions and limits, and without a body.
/// </summary>
/// <remarks>
/// Headers that only number a request (<c>X-Request-Id</c>, <c>traceparent</c> and their like) are not compared; name more of
/// them to the constructor. If the first call fails, those that wait for it fail with it, each with an exception of its own. If it is cancelled or its total
/// time runs out, one of those that wait sends in its place; if a hook further in has given it other credentials, each sends for itself. A call that a hook makes inside a shared one never
/// waits for another, so that no two can wait for each other. Source: the DedupePlugin of the plugin authoring guide.
/// </remarks>
public sealed class DedupePlugin : IAxiosPlugin
{
    private readonly ConditionalWeakTable<AxiosClient, DedupeMiddleware> attached = [];
    private readonly ComparedHeaders compared;

    /// <summary>Makes the plugin. One instance may serve several clients; they share nothing.</summary>
    /// <param name="ignoredHeaders">More headers that may differ between calls that share. Default: none.</param>
    /// <exception cref="ArgumentException">One of them is no header name.</exception>
    public DedupePlugin(params string[] ignoredHeaders)
    {
        ArgumentNullException.ThrowIfNull(ignoredHeaders);
        compared = new(ignoredHeaders);
    }

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var middleware = new DedupeMiddleware(compared);
        attached.AddOrUpdate(client, middleware);
        client.Use(middleware, new HookOptions { Name = nameof(DedupePlugin) });
    }

    /// <summary>Forgets this client's calls; those under way still end as they would have.</summary>
    public void Uninstall(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (attached.TryGetValue(client, out var middleware))
        {
            attached.Remove(client);
            middleware.Forget();
        }
    }
}
