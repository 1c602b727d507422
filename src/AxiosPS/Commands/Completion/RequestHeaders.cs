namespace AxiosPS.Commands;

/// <summary>The usual headers of requests, each with a usual value.</summary>
internal static class RequestHeaders
{
    public static IReadOnlyList<(string Name, string Value)> Usual { get; } =
    [
        ("Accept", "application/json"),
        ("Accept-Encoding", "identity"),
        ("Accept-Language", "en"),
        ("Authorization", "Bearer …"),
        ("Cache-Control", "no-cache"),
        ("Content-Type", "application/json"),
        ("Cookie", "name=value"),
        ("Idempotency-Key", "…"),
        ("If-Match", "\"…\""),
        ("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("If-None-Match", "\"…\""),
        ("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("Origin", "https://…"),
        ("Prefer", "return=minimal"),
        ("Range", "bytes=0-1023"),
        ("Referer", "https://…"),
        ("traceparent", "00-…"),
        ("User-Agent", "…"),
        ("X-Api-Key", "…"),
        ("X-Correlation-Id", "…"),
        ("X-Request-Id", "…"),
    ];
}
