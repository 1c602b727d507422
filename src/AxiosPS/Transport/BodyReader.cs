using System.Buffers;
using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>Reads a body into memory: bounded in size, and in the time between two bytes.</summary>
internal static class BodyReader
{
    private const long DefaultLimit = 100 << 20;
    private const long LargestPromise = 1 << 20; // for a longer body memory is taken as its bytes come, whatever Content-Length says

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(TransportResponse answer, TransportRequest request, RequestConfig config, AttemptClock clock)
    {
        if (request.Method == "HEAD" || answer.StatusCode is 204 or 304)
        {
            return default;
        }

        var limit = config.MaxResponseBytes ?? DefaultLimit;
        limit = limit > 0 ? Math.Min(limit, Array.MaxLength) : Array.MaxLength;
        if (answer.ContentLength > limit)
        {
            throw TooLarge(request, limit);
        }

        var readTimeout = config.ReadTimeout ?? TimeSpan.FromSeconds(60);
        var rented = answer.ContentLength is not (> 0 and <= LargestPromise);
        var buffer = rented ? ArrayPool<byte>.Shared.Rent(16 * 1024) : new byte[answer.ContentLength!.Value];
        var count = 0;
        try
        {
            while (true)
            {
                var read = await NextAsync(answer.Body, buffer.AsMemory(count), readTimeout, clock).ConfigureAwait(false);
                count += read;
                if (count > limit)
                {
                    throw TooLarge(request, limit);
                }

                if (read == 0)
                {
                    ThrowIfShort(answer, request, count);
                    return rented ? buffer.AsSpan(0, count).ToArray() : buffer.AsMemory(0, count);
                }

                if (count == buffer.Length)
                {
                    if (!rented)
                    {
                        return buffer;
                    }

                    buffer = Grow(buffer, count, limit);
                }
            }
        }
        finally
        {
            if (rented)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static ValueTask<int> NextAsync(Stream body, Memory<byte> target, TimeSpan timeout, AttemptClock clock)
    {
        var reading = body.ReadAsync(target, clock.Token);
        return reading.IsCompleted ? reading : WaitAsync(reading, timeout, clock);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<int> WaitAsync(ValueTask<int> reading, TimeSpan timeout, AttemptClock clock)
    {
        clock.Start(TimeoutClock.Read, timeout);
        var read = await reading.ConfigureAwait(false);
        clock.Stop();
        return read;
    }

    // One byte more than the limit is enough to know that it is passed.
    private static byte[] Grow(byte[] buffer, int count, long limit)
    {
        var grown = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Min(count * 2L, limit + 1), Array.MaxLength));
        buffer.AsSpan(0, count).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(buffer);
        return grown;
    }

    private static void ThrowIfShort(TransportResponse answer, TransportRequest request, int count)
    {
        if (count < answer.ContentLength)
        {
            throw new AxiosNetworkException(
                $"{AxiosException.Line(request.Method, request.Uri)} promised a body of {answer.ContentLength} bytes and ended after {count}.", NetworkFailure.ConnectionLost);
        }
    }

    private static AxiosNetworkException TooLarge(TransportRequest request, long limit) => new(
        $"{AxiosException.Line(request.Method, request.Uri)} has an answer of more than {limit} bytes. Raise MaxResponseBytes if that is meant.", NetworkFailure.TooLarge);
}
