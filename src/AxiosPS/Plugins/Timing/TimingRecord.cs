namespace AxiosPS.Plugins;

/// <summary>How long one call took, as <see cref="TimingPlugin"/> measured it.</summary>
/// <param name="Method">The HTTP method, standard ones in capitals.</param>
/// <param name="Uri">The absolute address, the values of secret query parameters masked.</param>
/// <param name="Duration">From handing the call on to its answer or failure.</param>
/// <param name="StatusCode">The status of the answer, 0 if none came.</param>
/// <param name="Error">What went wrong, null if an answer came.</param>
public sealed record TimingRecord(string Method, string Uri, TimeSpan Duration, int StatusCode, Exception? Error)
{
    /// <summary>For example <c>[GET] https://example.com/ — 91.4ms (HTTP 200)</c>, whatever the culture.</summary>
    public override string ToString()
    {
        var outcome = Error is null ? FormattableString.Invariant($"HTTP {StatusCode}") : Error.GetType().Name;
        return FormattableString.Invariant($"[{Method.ToUpperInvariant()}] {Uri} — {Duration.TotalMilliseconds:0.0}ms ({outcome})");
    }
}
