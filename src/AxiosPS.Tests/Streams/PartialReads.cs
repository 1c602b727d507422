using System.Diagnostics.CodeAnalysis;

namespace AxiosPS.Tests.Streams;

internal static class PartialReads
{
    /// <summary>Reads once, at most so many bytes, and gives how many there were.</summary>
    [SuppressMessage("Reliability", "CA2022", Justification = "As many as there are.")]
    public static async Task<int> ReadOnceAsync(this Stream stream, int most = 1) => await stream.ReadAsync(new byte[most]);

    /// <summary>The same in the way of old.</summary>
    [SuppressMessage("Reliability", "CA2022", Justification = "As many as there are.")]
    [SuppressMessage("Performance", "CA1835", Justification = "That is what is asked for.")]
    public static async Task<int> ReadIntoArrayAsync(this Stream stream, CancellationToken cancellationToken) =>
        await stream.ReadAsync(new byte[100], 0, 100, cancellationToken);
}
