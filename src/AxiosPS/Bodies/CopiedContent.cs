using System.Buffers;
using System.Net;

namespace AxiosPS;

/// <summary>
/// Bytes that are read as they go out, each time from their start: the handler itself may send a content twice, on a
/// connection that turned out to be dead. Whatever is opened for that is opened and closed within.
/// </summary>
/// <param name="length">How many bytes there are, null where nobody knows.</param>
/// <param name="copyAsync">Copies all of them to a stream.</param>
internal sealed class CopiedContent(long? length, Func<Stream, CancellationToken, Task> copyAsync) : HttpContent
{
    private const int BufferSize = 81920;

    /// <summary>Copies exactly as many bytes as were promised; of a source that has fewer by now that is an error.</summary>
    /// <param name="readAsync">Reads the next bytes; its second argument says from where.</param>
    /// <param name="target">What takes them.</param>
    /// <param name="length">How many there are, null for all that come.</param>
    /// <param name="source">The source, for messages.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task CopyAsync(
        Func<Memory<byte>, long, CancellationToken, ValueTask<int>> readAsync, Stream target, long? length, string source, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var sent = 0L;
            while (length is null || sent < length)
            {
                var wanted = (int)Math.Min(buffer.Length, length - sent ?? buffer.Length);
                var read = await ReadAsync(buffer.AsMemory(0, wanted), sent).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                sent += read;
            }

            if (sent < length)
            {
                throw AxiosException.OfBody($"{source} has ended after {sent} of {length} bytes: it was changed while it was sent.");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        async ValueTask<int> ReadAsync(Memory<byte> part, long position)
        {
            try
            {
                return await readAsync(part, position, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not (OperationCanceledException or AxiosException))
            {
                throw AxiosException.OfBody($"{source} cannot be read: {e.Message}", e); // else it would pass for a failure of the network
            }
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => copyAsync(stream, default);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        copyAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long bytes)
    {
        bytes = length ?? 0;
        return length is not null;
    }
}
