using System.Globalization;

namespace AxiosPS;

/// <summary>Delays: what strategies compute, and what others give as one.</summary>
internal static class DelayTime
{
    /// <summary>The default maximum of a strategy that grows.</summary>
    public static readonly TimeSpan DefaultMax = TimeSpan.FromSeconds(30);

    /// <summary>Ticks as a delay, cut to the longest that there is.</summary>
    public static TimeSpan OfTicks(double ticks) => ticks < TimeSpan.MaxValue.Ticks ? new((long)Math.Round(ticks)) : TimeSpan.MaxValue;

    /// <summary>Ticks as a delay, at most the maximum.</summary>
    public static TimeSpan Capped(double ticks, TimeSpan max) => ticks < max.Ticks ? OfTicks(ticks) : max;

    /// <summary>The maximum as given, or 30 s or the base if that is longer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below the base.</exception>
    public static TimeSpan Max(TimeSpan? maxDelay, TimeSpan least)
    {
        if (maxDelay < least)
        {
            throw new ArgumentOutOfRangeException(nameof(maxDelay), $"The longest delay ({Text(maxDelay.Value)}) is shorter than the first ({Text(least)}).");
        }

        return maxDelay ?? (least > DefaultMax ? least : DefaultMax);
    }

    public static TimeSpan NotNegative(TimeSpan value, string name) => value >= TimeSpan.Zero ? value
        : throw new ArgumentOutOfRangeException(name, $"{Text(value)} is no wait: give zero or more.");

    public static TimeSpan Positive(TimeSpan value, string name) => value > TimeSpan.Zero ? value
        : throw new ArgumentOutOfRangeException(name, $"{Text(value)} is no time: give more than zero.");

    /// <summary>Seconds or a TimeSpan as a delay; null for what is none.</summary>
    public static TimeSpan? From(object? value) => value switch
    {
        TimeSpan delay when delay >= TimeSpan.Zero => delay,
        IConvertible number when IsNumber(number) && number.ToDouble(CultureInfo.InvariantCulture) is >= 0 and < double.PositiveInfinity and var seconds =>
            OfTicks(seconds * TimeSpan.TicksPerSecond),
        _ => null,
    };

    /// <summary>For example <c>1.5 s</c>.</summary>
    public static string Text(TimeSpan delay) => FormattableString.Invariant($"{delay.TotalSeconds:0.###} s");

    private static bool IsNumber(IConvertible value) => value.GetTypeCode() is >= TypeCode.SByte and <= TypeCode.Decimal && value is not Enum;
}
