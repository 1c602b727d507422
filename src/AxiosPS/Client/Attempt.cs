using System.Globalization;

namespace AxiosPS;

/// <summary>One try of a call, as it went.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="StatusCode">The status that came, 0 if none did.</param>
/// <param name="Error">What went wrong, null if a response came.</param>
/// <param name="Duration">From its start to the end of its body or to its failure.</param>
/// <param name="Delay">The wait before it; zero for the first.</param>
public sealed record Attempt(int Number, int StatusCode, AxiosException? Error, TimeSpan Duration, TimeSpan Delay)
{
    /// <summary>For example <c>2: 503 after 41 ms (waited 1 s)</c>.</summary>
    public override string ToString()
    {
        var outcome = Error is null ? StatusCode.ToString(CultureInfo.InvariantCulture) : Error.Message;
        var waited = Delay > TimeSpan.Zero ? FormattableString.Invariant($" (waited {Delay.TotalSeconds:0.###} s)") : "";
        return FormattableString.Invariant($"{Number}: {outcome} after {Duration.TotalMilliseconds:0} ms{waited}");
    }
}
