using System.Buffers;
using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>Reads a body into memory.</summary>
internal static class BodyReader
{
    private const long LargestPromise = 1 << 20; // for a longer body memory is taken as its bytes come, whatever Content-Length says

    public static ValueTask<byte[]> ReadAsync(BodyStream body) =>
        body.Promised is > 0 and <= LargestPromise and var length ? ReadPromisedAsync(body, (int)length) : ReadToEndAsync(body);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<byte[]> ReadPromisedAsync(BodyStream body, int length)
    {
        var bytes = new byte[length];
        for (var count = 0; count < length;)
        {
            count += await body.ReadAsync(bytes.AsMemory(count)).ConfigureAwait(false); // too few are an error there
        }

        return bytes;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<byte[]> ReadToEndAsync(BodyStream body)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        var count = 0;
        try
        {
            while (true)
            {
                // At the limit, one byte more tells that it is passed, without twice the memory.
                var room = count < body.Limit ? buffer.AsMemory(count) : new byte[1];
                var read = await body.ReadAsync(room).ConfigureAwait(false);
                count += read;
                if (body.IsAtEnd)
                {
                    return buffer.AsSpan(0, count).ToArray();
                }

                if (count == buffer.Length && count < body.Limit)
                {
                    buffer = Grow(buffer, count, body.Limit);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer, int count, long limit)
    {
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(count * 2L, limit));
        buffer.AsSpan(0, count).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(buffer);
        return grown;
    }
}
