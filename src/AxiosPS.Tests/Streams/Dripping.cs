namespace AxiosPS.Tests.Streams;

/// <summary>Gives one byte for every drip.</summary>
internal sealed class Dripping : MemoryStream
{
    private readonly SemaphoreSlim drips = new(0);
    private readonly SemaphoreSlim waiting = new(0);
    private volatile bool ended;

    public override bool CanSeek => false;

    /// <summary>Waits until somebody waits for the next byte.</summary>
    public Task Waiting() => waiting.WaitAsync(TimeSpan.FromSeconds(20));

    public void Drip() => drips.Release();

    public void End()
    {
        ended = true;
        drips.Release();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var drip = drips.WaitAsync(cancellationToken);
        _ = Task.Run(() => waiting.Release(), CancellationToken.None);
        await drip;
        return ended ? 0 : 1;
    }
}
