namespace AxiosPS;

/// <summary>A stream of the caller's and where it was left, known to all that send it. One read at a time.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle of the system's to give back.")]
internal sealed class StreamPlace
{
    private readonly SemaphoreSlim turn = new(1);
    private long leftAt;
    private int begun;

    public StreamPlace(Stream stream)
    {
        Stream = stream;
        leftAt = stream.CanSeek ? stream.Position : 0;
    }

    public Stream Stream { get; }

    /// <summary>Whether it can be read (again) from a start.</summary>
    public bool CanBegin => Stream.CanSeek || Volatile.Read(ref begun) == 0;

    /// <summary>Takes the one turn of a stream that has only one.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref begun, 1) == 0 || Stream.CanSeek;

    /// <summary>Where it stands. It has not been moved if it is where the last read has left it, or is being read just now.</summary>
    public bool WasMoved(out long position)
    {
        position = 0;
        if (!Stream.CanSeek || !turn.Wait(0))
        {
            return false;
        }

        try
        {
            position = Stream.Position;
            return position != leftAt;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Reads from a place in it; without regard to that where it cannot seek.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long from, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!Stream.CanSeek)
            {
                return await Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }

            if (Stream.Position != from)
            {
                Stream.Position = from;
            }

            try
            {
                return await Stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                leftAt = Stream.CanSeek ? Stream.Position : leftAt; // or it has been closed meanwhile
            }
        }
        finally
        {
            turn.Release();
        }
    }
}
