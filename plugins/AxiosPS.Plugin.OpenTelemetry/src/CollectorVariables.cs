using System.Globalization;

namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>
/// What the environment says of the collector; null where it says nothing. What a variable does not take is a warning and is
/// ignored, as the OpenTelemetry specification has it; but telemetry is sent nowhere else than an address says.
/// </summary>
internal sealed class CollectorVariables
{
    private const string EndpointName = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolName = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string TimeoutName = "OTEL_EXPORTER_OTLP_TIMEOUT";

    private readonly List<string> warnings = [];

    /// <summary>What was ignored, and what it would take.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    public OpenTelemetryProtocol? Protocol() => Text(ProtocolName) switch
    {
        null => null,
        var text when text.Equals("grpc", StringComparison.OrdinalIgnoreCase) => OpenTelemetryProtocol.Grpc,
        var text when text.Equals("http/protobuf", StringComparison.OrdinalIgnoreCase) => OpenTelemetryProtocol.HttpProtobuf,
        var other => Ignored<OpenTelemetryProtocol>(ProtocolName, other, "grpc or http/protobuf"),
    };

    /// <exception cref="ArgumentException">It is no base address.</exception>
    public Uri? Endpoint()
    {
        if (Text(EndpointName) is not { } text)
        {
            return null;
        }

        _ = Uri.TryCreate(text, UriKind.Absolute, out var endpoint);
        return Checks.Endpoint(endpoint, EndpointName);
    }

    public TimeSpan? Timeout() => Text(TimeoutName) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds > 0 ? TimeSpan.FromMilliseconds(milliseconds)
        : Ignored<TimeSpan>(TimeoutName, text, "milliseconds, from 1");

    private static string? Text(string name) => Environment.GetEnvironmentVariable(name)?.Trim() is { Length: > 0 } text ? text : null;

    private T? Ignored<T>(string name, string value, string takes)
        where T : struct
    {
        warnings.Add($"The environment variable {name} is '{value}' and is ignored: it takes {takes}.");
        return null;
    }
}
