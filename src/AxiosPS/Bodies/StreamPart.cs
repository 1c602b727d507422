namespace AxiosPS;

/// <summary>
/// A stream of the caller's, from where it stood. It is neither closed nor owned. One that can seek goes out as often as
/// needed, even while an earlier turn is still on its way (an early answer, a hedge): each knows its own place in it.
/// </summary>
internal sealed class StreamPart : BodyPart
{
    private readonly StreamPlace place;
    private readonly long start;

    public StreamPart(Stream stream)
    {
        CheckReadable(stream);
        place = new(stream);
        start = stream.CanSeek ? stream.Position : 0;
    }

    private StreamPart(StreamPlace place, long start) => (this.place, this.start) = (place, start);

    public override bool CanRepeat => place.CanBegin;

    /// <summary>This one for another sending: the same, unless somebody has put the stream elsewhere since it was read.</summary>
    public StreamPart Again()
    {
        CheckReadable(place.Stream);
        return place.WasMoved(out var position) ? new(place, position) : this;
    }

    public override HttpContent Open()
    {
        if (!place.Stream.CanRead)
        {
            throw AxiosException.OfBody("The body cannot be sent: its stream has been closed.");
        }

        if (!CanRepeat)
        {
            throw SentAlready();
        }

        long? length = place.Stream.CanSeek ? Math.Max(0, place.Stream.Length - start) : null;
        return new CopiedContent(length, (target, token) => CopyAsync(target, length, token));
    }

    private Task CopyAsync(Stream target, long? length, CancellationToken cancellationToken) => place.TryBegin()
        ? CopiedContent.CopyAsync((buffer, position, token) => place.ReadAsync(buffer, start + position, token), target, length, "The stream of the body", cancellationToken)
        : throw SentAlready();

    private static void CheckReadable(Stream stream)
    {
        if (!stream.CanRead)
        {
            throw new ArgumentException("The body holds a stream that cannot be read. Is it closed?");
        }
    }

    private static AxiosException SentAlready() =>
        AxiosException.OfBody("The body is a stream that can be read only once, and it has been sent already; a middleware, a server's challenge, a lost connection or another request wants it once more. Use bytes, a file or a seekable stream for a request that may be repeated.");
}
