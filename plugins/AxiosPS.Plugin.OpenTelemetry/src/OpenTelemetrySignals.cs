namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>What is exported.</summary>
[Flags]
public enum OpenTelemetrySignals
{
    /// <summary>Spans, one for each call.</summary>
    Traces = 1,

    /// <summary>Numbers: the durations of calls, those under way, retries and answers of caches.</summary>
    Metrics = 2,
}
