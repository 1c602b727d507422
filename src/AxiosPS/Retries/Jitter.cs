namespace AxiosPS;

/// <summary>How much of a delay is left to chance, so that many clients do not come back all at once.</summary>
internal sealed class Jitter
{
    private readonly double part;
    private readonly Random? random;

    public Jitter(double jitter, Random? random)
    {
        part = jitter is >= 0 and <= 1 ? jitter
            : throw new ArgumentOutOfRangeException(nameof(jitter), FormattableString.Invariant($"The jitter {jitter} is not from 0 to 1: it is the part of a delay that is left to chance."));
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
