using System.Globalization;

namespace AxiosPS;

/// <summary>Where the time of a call went: its last attempt, with the redirects of that, and the whole.</summary>
public sealed record CallTiming
{
    internal CallTiming(ExchangeTimes times, TimeSpan total)
    {
        NameResolution = times.Connecting?.NameResolution;
        Connect = times.Connecting?.Connect;
        Tls = times.Connecting?.Tls;
        (FirstByte, Body, Total) = (times.FirstByte, times.Body, total);
    }

    /// <summary>Looking up the host (of a proxy, where there is one); null for an address and for a connection that was there already.</summary>
    public TimeSpan? NameResolution { get; }

    /// <summary>Opening the connection, to the proxy where there is one; null for one that was there already.</summary>
    public TimeSpan? Connect { get; }

    /// <summary>The TLS handshake; null without one, behind a proxy, and for a connection that was there already.</summary>
    public TimeSpan? Tls { get; }

    /// <summary>From the start of the attempt to the headers of its answer: all of the above, the request on its way, the server's thinking, redirects.</summary>
    public TimeSpan FirstByte { get; }

    /// <summary>From the headers to the end of the body; null for a body that is left to the caller as a stream.</summary>
    public TimeSpan? Body { get; }

    /// <summary>The whole call, with its hooks, all its attempts and the waits between them: <see cref="AxiosResponse.Duration"/>.</summary>
    public TimeSpan Total { get; }

    /// <summary>For example <c>name 2 ms, connect 14 ms, TLS 31 ms, first byte 80 ms, body 3 ms, total 84 ms</c>.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        Part("name", NameResolution), Part("connect", Connect), Part("TLS", Tls), Part("first byte", FirstByte), Part("body", Body), Part("total", Total),
    }.OfType<string>());

    private static string? Part(string name, TimeSpan? time) => time is { } span ? string.Create(CultureInfo.InvariantCulture, $"{name} {span.TotalMilliseconds:0.#} ms") : null;
}
