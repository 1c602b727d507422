namespace AxiosPS.Plugin.Resilience;

/// <summary>A state of a circuit.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Until">When the next call may try, null where nothing waits for a time.</param>
/// <param name="Reason">The last failure, null for none.</param>
internal sealed record CircuitPhase(DateTimeOffset Since, DateTimeOffset? Until, string? Reason);
