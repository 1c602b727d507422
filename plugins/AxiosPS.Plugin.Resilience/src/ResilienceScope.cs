namespace AxiosPS.Plugin.Resilience;

/// <summary>What circuits and limits are kept for.</summary>
public enum ResilienceScope
{
    /// <summary>Each origin (scheme, host, port) by itself: one that is down does not close the way to another.</summary>
    Origin,

    /// <summary>All that the plugin sees, together.</summary>
    All,
}
