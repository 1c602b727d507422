using System.Globalization;

namespace AxiosPS.Plugin.Resilience;

/// <summary>Every error of the package: what is refused, why, until when, and what to do.</summary>
internal static class Refusal
{
    public static AxiosRefusedException NoPermit(RequestContext context, string origin, string limit, int queueLimit, TimeSpan? wait) => new(
        $"{context} was not sent: to {origin} there may be {limit}, and {(queueLimit == 0 ? "none may wait" : $"{queueLimit} wait already")} (QueueLimit)."
        + $" {(wait is null ? "" : $"The next permit comes in {Text(wait.Value)}. ")}Send fewer at once, or raise QueueLimit so that more may wait.",
        wait);

    public static AxiosRefusedException Open(RequestContext context, string origin, string? reason, TimeSpan wait) => new(
        $"{context} was not sent: the circuit to {origin} is open{Because(reason)}. It is tried again in {Text(wait)}. Wait until then, or close it by hand if you know better: $plugin.Close('{origin}').",
        wait);

    public static AxiosRefusedException Trying(RequestContext context, string origin, string? reason) => new(
        $"{context} was not sent: the circuit to {origin} is half open{Because(reason)}, and one call is just finding out whether it works again. Wait for its outcome, or close it by hand if you know better: $plugin.Close('{origin}').");

    public static AxiosRefusedException Isolated(RequestContext context, string origin) => new(
        $"{context} was not sent: the circuit to {origin} was isolated by hand, and stays so until it is closed by hand: $plugin.Close('{origin}').");

    public static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0.###} s");

    private static string Because(string? reason) => reason is null ? "" : $" (the last failure: {reason})";
}
