namespace AxiosPS.Plugins;

/// <summary>What happens to one attempt.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Status">The status of an answer.</param>
/// <param name="Latency">How long it is held up first.</param>
internal readonly record struct Fault(FaultKind Kind, int Status, TimeSpan Latency);
