using System.Diagnostics;

namespace AxiosPS.Benchmarks;

/// <summary>
/// Two kinds of call in turns, a few milliseconds each, and the medians of what each turn shows: what disturbs the machine
/// disturbs both alike. One benchmark after the other differs by a tenth from run to run, and a tenth is what is asked here.
/// </summary>
/// <param name="Ratio">The time of the measured by that of the reference.</param>
/// <param name="Nanoseconds">The time of the measured less that of the reference.</param>
internal sealed record PairedRun(double Ratio, double Nanoseconds)
{
    private const int Rounds = 600;

    public static async Task<PairedRun> MeasureAsync(Func<Task> measured, Func<Task> reference)
    {
        var (ratios, differences) = (new double[Rounds], new double[Rounds]);
        for (var i = 0; i < Rounds; i++)
        {
            var (first, second) = i % 2 == 0 ? (measured, reference) : (reference, measured);
            var started = Stopwatch.GetTimestamp();
            await first().ConfigureAwait(false);
            var between = Stopwatch.GetTimestamp();
            await second().ConfigureAwait(false);
            var (one, other) = (Stopwatch.GetElapsedTime(started, between), Stopwatch.GetElapsedTime(between));
            var (mine, its) = i % 2 == 0 ? (one, other) : (other, one);
            (ratios[i], differences[i]) = (mine / its, (mine - its).TotalNanoseconds);
        }

        return new(Median(ratios), Median(differences));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
