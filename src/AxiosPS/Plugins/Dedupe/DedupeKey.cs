using System.Text;

namespace AxiosPS.Plugins;

/// <summary>What must be equal for two calls to share one: who asks, for what, over which connection, and with which settings.</summary>
internal readonly record struct DedupeKey(string Method, string Uri, string Credentials, string Headers, ConnectionOptions? Connection, DedupeSettings Settings)
{
    /// <summary>The key of a call, null if it must not be shared.</summary>
    public static DedupeKey? Of(RequestContext context, HeaderCollection ignored) =>
        context.Method is "GET" or "HEAD" && context.Content is null && context.Config is { Stream: not true, OutFile: null }
            ? new(context.Method, context.Uri.AbsoluteUri, context.CredentialFingerprint, Join(context.Headers, ignored), context.Config.Connection, DedupeSettings.Of(context.Config, context.Client))
            : null;

    // The secret ones are in the credentials, and not in the clear.
    private static string Join(HeaderCollection headers, HeaderCollection ignored)
    {
        var joined = new StringBuilder();
        foreach (var field in headers.Fields)
        {
            if (!headers.IsSecret(field) && !ignored.Contains(field.Name))
            {
                joined.Append(field.Name.ToLowerInvariant()).Append(':').AppendJoin('\0', HeaderCollection.Values(field)).Append('\n');
            }
        }

        return joined.ToString();
    }
}
