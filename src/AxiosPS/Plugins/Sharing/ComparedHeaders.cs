using System.Text;

namespace AxiosPS.Plugins;

/// <summary>The headers that decide whether two calls ask for the same: all but those that only number a request.</summary>
internal sealed class ComparedHeaders
{
    // They number a request and change nothing of its answer. Baggage is none of them: it can say for whom the request is.
    private static readonly string[] Numbering =
        ["Correlation-Id", "Request-Id", "Traceparent", "Tracestate", "X-Correlation-Id", "X-Request-Id"];

    private readonly HeaderCollection ignored = new();

    /// <exception cref="ArgumentException">One of them is no header name.</exception>
    public ComparedHeaders(IEnumerable<string> alsoIgnored)
    {
        foreach (var name in Numbering.Concat(alsoIgnored))
        {
            ignored[name ?? ""] = "";
        }
    }

    /// <summary>Those of a call in one text. The secret ones are in the fingerprint of its credentials, and not here in the clear.</summary>
    public string Of(HeaderCollection headers)
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
