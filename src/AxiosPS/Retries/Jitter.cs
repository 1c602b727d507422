namespace AxiosPS;

/// <summary>How much of a delay is left to chance, so that many clients do not come back all at once.</summary>
internal sealed class Jitter
{
    private readonly double part;
    private readonly Random? random;

    public Jitter(double part, Random? random)
    {
        this.part = part is >= 0 and <= 1 ? part
            : throw new ArgumentOutOfRangeException(nameof(part), part, "Jitter is the part of a delay that is left to chance: 0 (none) to 1 (all of it).");
        this.random = random;
    }

    public double Part => part;

    /// <summary>From (1 - part) of the delay to all of it.</summary>
    public TimeSpan Of(TimeSpan delay) => part == 0 ? delay : Between((1 - part) * delay.Ticks, delay.Ticks);

    public TimeSpan Between(double fromTicks, double toTicks) => DelayTime.OfTicks(fromTicks + (toTicks - fromTicks) * Next());

    /// <summary>What follows the description of a strategy.</summary>
    public override string ToString() => part == 0 ? "" : FormattableString.Invariant($", jitter {part:0.###}");

    // A Random of one's own, with a seed say, is not made for many threads.
    private double Next()
    {
        if (random is null)
        {
            return Random.Shared.NextDouble();
        }

        lock (random)
        {
            return random.NextDouble();
        }
    }
}
