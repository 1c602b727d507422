using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>
/// A decompressed body that is known to be whole: .NET takes the early end of a compressed one for its end. A decoder that is
/// through with its data does not read on; one that does, and finds the end, was not through. That of gzip may look for another
/// member (RFC 1952, section 2.2), and so is given one by which it shows that the one before it was whole.
/// </summary>
internal sealed class DecodedBody : ReadOnlyStream
{
    private static readonly byte[] Mark = "the end of all members"u8.ToArray();
    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly EncodedBody encoded;
    private readonly byte[] expected;
    private bool isWhole;

    private DecodedBody(Stream decoder, EncodedBody encoded, byte[] expected)
        : base(decoder) => (this.encoded, this.expected) = (encoded, expected);

    public static DecodedBody Gzip(Stream body)
    {
        var encoded = new EncodedBody(body, MarkMember);
        return new(new GZipStream(encoded, CompressionMode.Decompress), encoded, Mark);
    }

    /// <summary>Of one piece: deflate (RFC 1951), zlib (RFC 1950), brotli (RFC 7932).</summary>
    public static DecodedBody Single(Stream body, Func<Stream, Stream> decoder)
    {
        var encoded = new EncodedBody(body, []);
        return new(decoder(encoded), encoded, []);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (isWhole || buffer.IsEmpty)
        {
            return 0;
        }

        int read;
        try
        {
            read = await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException e) when (encoded.IsOver)
        {
            throw Cut(e);
        }

        if (encoded.IsOver)
        {
            await CheckAsync(buffer[..read], cancellationToken).ConfigureAwait(false);
            read = 0;
        }

        isWhole = read == 0;
        return read;
    }

    // All that comes after the end is the mark.
    private async ValueTask CheckAsync(ReadOnlyMemory<byte> begun, CancellationToken cancellationToken)
    {
        var after = new MemoryStream();
        after.Write(begun.Span);
        try
        {
            var rest = new byte[Mark.Length];
            for (var read = begun.Length; read > 0 && after.Length <= Mark.Length; after.Write(rest.AsSpan(0, read)))
            {
                read = await Inner.ReadAsync(rest, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException e)
        {
            throw Cut(e);
        }

        if (expected.Length == 0 || !after.ToArray().AsSpan().SequenceEqual(expected))
        {
            throw Cut(null);
        }
    }

    private static EndOfStreamException Cut(Exception? inner) => new("its compressed body ends in the middle.", inner);

    private static byte[] Compress(byte[] bytes)
    {
        var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return target.ToArray();
    }

    /// <summary>The compressed body, which tells when it is over; an empty one has nothing that could be cut.</summary>
    private sealed class EncodedBody(Stream body, byte[] after) : ReadOnlyStream(body)
    {
        private bool any;

        public bool IsOver { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = IsOver ? 0 : await Inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            any |= read > 0;
            if (read > 0 || IsOver || !any)
            {
                return read;
            }

            IsOver = true;
            after.CopyTo(buffer); // the decoder reads by the kilobyte
            return after.Length;
        }
    }
}
