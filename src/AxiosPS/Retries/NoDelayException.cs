using System.Globalization;

namespace AxiosPS;

/// <summary>A retry strategy gave something that is no delay.</summary>
internal sealed class NoDelayException(object? given) : Exception(
    $"it gave {Describe(given)}; it should give one number of seconds or one TimeSpan, zero or more")
{
    /// <summary>Says that it gave nothing, or more than one thing.</summary>
    public static NoDelayException Of(List<object> given) => given.Count == 1 ? new(given[0]) : new(given);

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
