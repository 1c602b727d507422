using System.Runtime.CompilerServices;

namespace AxiosPS.Plugins;

/// <summary>
/// Lets GET and HEAD requests that are the same and under way at the same time share one call; each gets a response of its own.
/// The same are those of one client with equal method, address and query, credentials, relevant headers and limits, and
/// without a body.
/// </summary>
/// <remarks>
/// Every other header is <em>not</em> compared: name those that change the answer (<c>X-Tenant</c>) to the constructor. If the
/// first call fails, those that wait for it fail with it, each with an exception of its own. If it is cancelled or its total
/// time runs out, one of those that wait sends in its place. A call that a hook makes inside a shared one never
/// waits for another, so that no two can wait for each other. Source: the DedupePlugin of the plugin authoring guide.
/// </remarks>
public sealed class DedupePlugin : IAxiosPlugin
{
    // What selects among the representations of one address (RFC 9110, sections 12 to 14), and what asks a cache for a fresh one.
    private static readonly string[] Relevant =
    [
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Cache-Control", "Host", "If-Match", "If-Modified-Since",
        "If-None-Match", "If-Range", "If-Unmodified-Since", "Pragma", "Prefer", "Range",
    ];

    private readonly ConditionalWeakTable<AxiosClient, DedupeMiddleware> attached = [];
    private readonly string[] headers;

    /// <summary>Makes the plugin. One instance may serve several clients; they share nothing.</summary>
    /// <param name="headers">
    /// More headers that must be equal, beside Accept and its kin, Range, the conditional and cache headers and Host. Default: none.
    /// </param>
    /// <exception cref="ArgumentException">One of them is no header name.</exception>
    public DedupePlugin(params string[] headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var checkedNames = new HeaderCollection();
        foreach (var name in headers)
        {
            checkedNames[name ?? ""] = "";
        }

        this.headers = [.. Relevant, .. checkedNames.Names];
    }

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var middleware = new DedupeMiddleware(headers);
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
