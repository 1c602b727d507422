using System.Text.Json;

namespace AxiosPS.Plugins;

/// <summary>Where the time of a request went. -1 is what was not needed: on a connection that was there already there is nothing to connect.</summary>
internal readonly struct HarTimings(HarExchange exchange)
{
    private readonly ConnectClock? connecting = exchange.Answer?.Connecting;
    private readonly double receive = Milliseconds(exchange.Received);
    private readonly double waited = Milliseconds(exchange.Waited);

    private double Dns => Milliseconds(connecting?.NameResolution);

    private double Ssl => Milliseconds(connecting?.Tls);

    // The handshake is a part of it (HAR 1.2).
    private double Connect => connecting?.Connect is { } connect ? Milliseconds(connect + (connecting.Tls ?? TimeSpan.Zero)) : -1;

    // With sending, which nobody measures apart.
    private double Wait => Math.Round(Math.Max(0, waited - Math.Max(0, Dns) - Math.Max(0, Connect)), 3);

    public double Total => Math.Round(Math.Max(0, Dns) + Math.Max(0, Connect) + Wait + receive, 3);

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("timings");
        writer.WriteNumber("blocked", -1);
        writer.WriteNumber("dns", Dns);
        writer.WriteNumber("connect", Connect);
        writer.WriteNumber("ssl", Ssl);
        writer.WriteNumber("send", 0);
        writer.WriteNumber("wait", Wait);
        writer.WriteNumber("receive", receive);
        writer.WriteEndObject();
    }

    private static double Milliseconds(TimeSpan? time) => time is { } span ? Math.Round(span.TotalMilliseconds, 3) : -1;
}
