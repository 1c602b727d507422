namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>What has become of the exports of one pipeline.</summary>
internal sealed class ExportLog
{
    private int failed;

    public string? LastError { get; private set; }

    public int Failed => failed;

    public void Fail(string why)
    {
        LastError = why;
        Interlocked.Increment(ref failed);
    }
}
