namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>How the collector is spoken to.</summary>
public enum OpenTelemetryProtocol
{
    /// <summary>OTLP over HTTP, as binary protobuf; the port is 4318 by custom.</summary>
    HttpProtobuf,

    /// <summary>OTLP over gRPC, which needs HTTP/2; the port is 4317 by custom.</summary>
    Grpc,
}
