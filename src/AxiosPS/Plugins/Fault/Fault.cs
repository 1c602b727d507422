namespace AxiosPS.Plugins;

/// <summary>What happens to one attempt. With neither a status nor an error it is late, and goes through.</summary>
/// <param name="Status">The status that it is answered with.</param>
/// <param name="Error">What it fails with.</param>
/// <param name="Latency">How long it is held up first.</param>
internal readonly record struct Fault(int? Status, NetworkFault? Error, TimeSpan Latency);
