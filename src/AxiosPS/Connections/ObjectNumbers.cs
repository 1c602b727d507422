using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace AxiosPS;

/// <summary>Tells objects apart that have nothing else to be told by: unlike a hash code, a number is never given twice, in no other process either.</summary>
internal static class ObjectNumbers
{
    private static readonly ConditionalWeakTable<object, string> Given = [];
    private static long last;

    /// <summary>What no other process has.</summary>
    public static string Process { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public static string Of(object subject) => Given.GetValue(subject, static _ => string.Create(CultureInfo.InvariantCulture, $"{Process} {Interlocked.Increment(ref last)}"));
}
