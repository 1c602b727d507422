using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace AxiosPS.Plugins;

/// <summary>
/// What this process has changed on servers. Each address has a generation, and an answer is of the one at which it was asked for: when that
/// moves on, the answer is of no use any more, whoever's it is, and neither are those that are on their way. A few thousand counters are shared by all
/// addresses: another that has the same one is merely fetched once more.
/// </summary>
internal sealed class Invalidations
{
    private static readonly ConditionalWeakTable<ICacheStore, Invalidations> Known = [];

    private readonly string process = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
    private readonly int[] generations = new int[4096];
    private int changes;
    private int clearings;

    /// <summary>How many there were, of whatever address.</summary>
    public int Changes => Volatile.Read(ref changes);

    /// <summary>How often all was forgotten.</summary>
    public int Clearings => Volatile.Read(ref clearings);

    /// <summary>Those of a store, which several clients may use.</summary>
    public static Invalidations Of(ICacheStore store) => Known.GetValue(store, static _ => new());

    /// <summary>The generation of an address; the same in all processes as long as this one has not changed it.</summary>
    public string GenerationOf(Uri uri) =>
        Volatile.Read(ref Counter(uri)) is not 0 and var generation ? string.Create(CultureInfo.InvariantCulture, $"{process} {generation}") : "";

    /// <summary>Moves an address on.</summary>
    public void Add(Uri uri)
    {
        Interlocked.Increment(ref Counter(uri));
        Interlocked.Increment(ref changes);
    }

    public void AddClearing() => Interlocked.Increment(ref clearings);

    // Addresses that redirected are known without their secrets alone.
    private ref int Counter(Uri uri) =>
        ref generations[(uint)Secrets.Masked(uri).GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped).GetHashCode(StringComparison.Ordinal) % generations.Length];
}
