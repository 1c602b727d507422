using System.Globalization;

namespace AxiosPS.Scripting;

/// <summary>A hook put out something besides, or instead of, what it may return.</summary>
internal sealed class StrayOutputException(List<object> output, string expected) : Exception(
    $"it returned {Describe(output)}, and it may return {expected}. Send stray output (such as that of $list.Add()) to $null; to change what the caller gets, set $response.Data = …")
{
    private static string Describe(List<object> output) => output.Count == 1
        ? Describe(output[0])
        : $"{output.Count} things ({string.Join(", ", output.Take(4).Select(Describe))}{(output.Count > 4 ? ", …" : "")})";

    private static string Describe(object item) => item switch
    {
        AxiosResponse => "a response",
        RequestConfig => "a config",
        string text => $"the string '{(text.Length <= 40 ? text : text[..40] + "…")}'",
        IConvertible value => $"the {item.GetType().Name} {value.ToString(CultureInfo.InvariantCulture)}",
        _ => $"a {item.GetType().Name}",
    };
}
