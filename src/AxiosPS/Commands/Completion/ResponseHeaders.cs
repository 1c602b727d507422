namespace AxiosPS.Commands;

/// <summary>The usual headers of answers, each with a usual value.</summary>
internal static class ResponseHeaders
{
    public static IReadOnlyList<(string Name, string Value)> Usual { get; } =
    [
        ("Cache-Control", "max-age=60"),
        ("Content-Disposition", "attachment; filename=\"…\""),
        ("Content-Type", "application/json"),
        ("ETag", "\"…\""),
        ("Last-Modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ("Link", "<https://…>; rel=\"next\""),
        ("Location", "https://…"),
        ("Retry-After", "1"),
        ("Set-Cookie", "name=value"),
        ("Vary", "Accept"),
        ("WWW-Authenticate", "Bearer"),
        ("X-Request-Id", "…"),
    ];
}
