namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>What has become of the exports.</summary>
internal sealed class ExportLog
{
    private int failed;

    public string? LastError { get; private set; }

    public void Fail(string why)
    {
        LastError = why;
        Interlocked.Increment(ref failed);
    }

    /// <summary>How many have failed since this was last asked.</summary>
    public int TakeFailed() => Interlocked.Exchange(ref failed, 0);
}
