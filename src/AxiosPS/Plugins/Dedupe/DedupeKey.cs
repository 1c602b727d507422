using System.Text;

namespace AxiosPS.Plugins;

/// <summary>What must be equal for two calls to share one: who asks, for what, and within which limits.</summary>
internal readonly record struct DedupeKey(string Method, string Uri, string Credentials, string Headers, DedupeLimits Limits)
{
    /// <summary>The key of a call, null if it must not be shared.</summary>
    public static DedupeKey? Of(RequestContext context, string[] headers) =>
        context.Method is "GET" or "HEAD" && context.Content is null
            ? new(context.Method, context.Uri.AbsoluteUri, context.CredentialFingerprint, Join(context.Headers, headers), DedupeLimits.Of(context.Config))
            : null;

    private static string Join(HeaderCollection headers, string[] names)
    {
        var joined = new StringBuilder();
        foreach (var name in names)
        {
            foreach (var value in headers.GetValues(name))
            {
                joined.Append(name).Append(':').Append(value).Append('\n');
            }
        }

        return joined.ToString();
    }
}
