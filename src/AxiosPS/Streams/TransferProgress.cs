namespace AxiosPS;

/// <summary>How far a body has come.</summary>
/// <param name="Direction">Which way it goes.</param>
/// <param name="Bytes">How many bytes of it have gone, or have arrived after decompression.</param>
/// <param name="TotalBytes">How many there are in all, null if that is not known.</param>
/// <param name="Elapsed">The time since it began.</param>
/// <param name="IsCompleted">Whether it is whole.</param>
public sealed record TransferProgress(TransferDirection Direction, long Bytes, long? TotalBytes, TimeSpan Elapsed, bool IsCompleted)
{
    /// <summary>The part that is done, 0 to 100; null if the length is not known.</summary>
    public double? Percent => TotalBytes is > 0 ? Math.Min(100, Bytes * 100d / TotalBytes.Value) : null;

    /// <summary>The rate so far, in bytes per second.</summary>
    public double BytesPerSecond => Elapsed > TimeSpan.Zero ? Bytes / Elapsed.TotalSeconds : 0;
}
