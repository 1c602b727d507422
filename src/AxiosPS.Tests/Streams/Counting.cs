namespace AxiosPS.Tests.Streams;

/// <summary>Counts what is read of a stream, and sees that it is let go of.</summary>
internal sealed class Counting(Stream inner) : ReadOnlyStream(inner)
{
    private readonly TaskCompletionSource disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Count { get; private set; }

    public bool IsDisposed => disposed.Task.IsCompleted;

    public Task Disposed => disposed.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await Inner.ReadAsync(buffer, cancellationToken);
        Count += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        disposed.TrySetResult();
        base.Dispose(disposing);
    }
}
