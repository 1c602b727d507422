using System.Globalization;

namespace AxiosPS;

/// <summary>A retry strategy gave something that is no delay.</summary>
internal sealed class NoDelayException(object? given, string? hint = null) : Exception(
    $"it gave {Describe(given)}; it should give one number of seconds or one TimeSpan, zero or more{hint}")
{
    /// <summary>Says that it gave nothing, or more than one thing.</summary>
    /// <param name="given">What it gave.</param>
    /// <param name="isElsewhere">Whether it runs elsewhere than where it was made.</param>
    public static NoDelayException Of(List<object> given, bool isElsewhere) => given switch
    {
        [var one] => new(one),
        [] when isElsewhere => new(given, "; where it runs elsewhere than it was made, as in a job, it has the variables from there by $using:"),
        _ => new(given),
    };

    private static string Describe(object? given) => given switch
    {
        null or List<object> { Count: 0 } => "nothing",
        List<object> several => $"{several.Count} values ({string.Join(", ", several.Take(4).Select(Describe))}{(several.Count > 4 ? ", …" : "")})",
        string text => $"the text '{(text.Length <= 40 ? text : text[..40] + "…")}'",
        TimeSpan delay => DelayTime.Text(delay),
        IConvertible value => value.ToString(CultureInfo.InvariantCulture),
        _ => $"a {given.GetType().Name}",
    };
}
