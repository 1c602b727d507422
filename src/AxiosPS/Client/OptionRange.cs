using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>Refuses counts that make no sense where they are set, and not after the answer has come.</summary>
internal static class OptionRange
{
    /// <exception cref="ArgumentOutOfRangeException">The value is out of the range; the message names the option and the range.</exception>
    public static int? Checked(int? value, int least, int most = int.MaxValue, [CallerMemberName] string option = "") =>
        value is not { } given || (given >= least && given <= most) ? value
        : throw new ArgumentOutOfRangeException(option, $"{option} is {given}. It may be {least} {(most == int.MaxValue ? "or more" : $"to {most}")}.");

    /// <inheritdoc cref="Checked"/>
    public static long AtLeastOne(long value, [CallerMemberName] string option = "") => value >= 1 ? value
        : throw new ArgumentOutOfRangeException(option, $"{option} is {value}. It may be 1 or more.");
}
