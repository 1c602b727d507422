using System.Collections;

namespace AxiosPS.Commands;

/// <summary>Completes the names of usual request headers; others may be written all the same.</summary>
public sealed class HeaderNameCompleter : WordCompleter
{
    private static readonly string[] Usual =
    [
        "Accept", "Accept-Encoding", "Accept-Language", "Authorization", "Cache-Control", "Content-Type", "Cookie", "Idempotency-Key", "If-Match", "If-Modified-Since", "If-None-Match",
        "If-Unmodified-Since", "Origin", "Prefer", "Range", "Referer", "traceparent", "User-Agent", "X-Api-Key", "X-Correlation-Id", "X-Request-Id",
    ];

    private protected override IEnumerable<string> Words(IDictionary bound) => Usual;
}
