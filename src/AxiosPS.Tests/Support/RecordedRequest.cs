using System.Text;

namespace AxiosPS.Tests.Support;

/// <summary>A request as the test server received it.</summary>
/// <param name="Target">Path and query, exactly as they stood in the request line.</param>
/// <param name="Headers">In Kestrel's order, which is not the wire's; <see cref="RawServer"/> sees the wire.</param>
public sealed record RecordedRequest(
    string Method,
    string Target,
    IReadOnlyDictionary<string, string[]> Headers,
    ReadOnlyMemory<byte> Body,
    string Connection)
{
    public string Path => Target.Split('?', 2)[0];

    public string Query => Target.Split('?', 2) is [_, var query] ? query : "";

    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>What <c>/echo</c> and <c>/_requests</c> tell of it.</summary>
    internal object ToJson() => new { Method, Path, Query, Headers, Body = Text, Connection };
}
