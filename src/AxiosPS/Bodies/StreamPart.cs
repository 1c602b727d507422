using System.Diagnostics.CodeAnalysis;

namespace AxiosPS;

/// <summary>
/// A stream of the caller's, from where it stands now. It is neither closed nor owned. One that can seek goes out as often as
/// needed, even while an earlier turn is still on its way (an early answer, a hedge): each knows its own place in it.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore has no handle of the system's to give back.")]
internal sealed class StreamPart : BodyPart
{
    private readonly Stream stream;
    private readonly long start;
    private readonly SemaphoreSlim turn = new(1);
    private int begun;

    public StreamPart(Stream stream)
    {
        if (!stream.CanRead)
        {
            throw new ArgumentException("The body holds a stream that cannot be read. Is it closed?");
        }

        this.stream = stream;
        start = stream.CanSeek ? stream.Position : 0;
    }

    public override bool CanRepeat => stream.CanSeek || Volatile.Read(ref begun) == 0;

    public override HttpContent Open()
    {
        if (!stream.CanRead)
        {
            throw new AxiosException("The body cannot be sent: its stream has been closed.");
        }

        if (!CanRepeat)
        {
            throw SentAlready();
        }

        long? length = stream.CanSeek ? Math.Max(0, stream.Length - start) : null;
        return new CopiedContent(length, (target, token) => CopyAsync(target, length, token));
    }

    private Task CopyAsync(Stream target, long? length, CancellationToken cancellationToken) =>
        Interlocked.Exchange(ref begun, 1) != 0 && !stream.CanSeek
            ? throw SentAlready()
            : CopiedContent.CopyAsync(ReadAsync, target, length, "The stream of the body", cancellationToken);

    private async ValueTask<int> ReadAsync(Memory<byte> buffer, long position, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (stream.CanSeek && stream.Position != start + position)
            {
                stream.Position = start + position;
            }

            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    private static AxiosException SentAlready() =>
        new("The body is a stream that can be read only once, and it has been sent already. Use bytes, a file or a seekable stream for a request that may be repeated.");
}
