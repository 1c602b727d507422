using System.Globalization;
using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>Tells objects apart that have nothing else to be told by: unlike a hash code, a number is never given twice.</summary>
internal static class ObjectNumbers
{
    private static readonly ConditionalWeakTable<object, string> Given = [];
    private static long last;

    public static string Of(object subject) => Given.GetValue(subject, static _ => Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture));
}
