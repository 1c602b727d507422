using System.Text.Json.Serialization;

namespace AxiosPS.Plugin.Resilience;

/// <summary>Whether calls may pass.</summary>
[JsonConverter(typeof(JsonStringEnumConverter))]
public enum CircuitState
{
    /// <summary>They may.</summary>
    Closed,

    /// <summary>Too many have failed: they are refused for a while.</summary>
    Open,

    /// <summary>One call finds out whether it works again, the others are refused.</summary>
    HalfOpen,

    /// <summary>Opened by hand: they are refused until it is closed by hand.</summary>
    Isolated,
}
