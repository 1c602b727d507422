using System.Buffers;
using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>Reads a body into memory: bounded in size, and in the time between two bytes.</summary>
internal static class BodyReader
{
    private const long DefaultLimit = 100 << 20;
    private const long LargestPromise = 1 << 20; // for a longer body memory is taken as its bytes come, whatever Content-Length says

    public static ValueTask<ReadOnlyMemory<byte>> ReadAsync(TransportResponse answer, TransportRequest request, RequestConfig config, AttemptClock clock)
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

        var timeout = config.ReadTimeout ?? TimeSpan.FromSeconds(60);
        return answer.ContentLength is > 0 and <= LargestPromise and var length
            ? ReadPromisedAsync(answer, request, (int)length, timeout, clock)
            : ReadToEndAsync(answer, request, limit, timeout, clock);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<ReadOnlyMemory<byte>> ReadPromisedAsync(TransportResponse answer, TransportRequest request, int length, TimeSpan timeout, AttemptClock clock)
    {
        var body = new byte[length];
        for (int count = 0, read; count < length; count += read)
        {
            read = await NextAsync(answer.Body, body.AsMemory(count), timeout, clock).ConfigureAwait(false);
            if (read == 0)
            {
                throw Short(answer, request, count);
            }
        }

        return body;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<ReadOnlyMemory<byte>> ReadToEndAsync(TransportResponse answer, TransportRequest request, long limit, TimeSpan timeout, AttemptClock clock)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
        var count = 0;
        try
        {
            while (true)
            {
                var read = await NextAsync(answer.Body, buffer.AsMemory(count), timeout, clock).ConfigureAwait(false);
                count += read;
                if (count > limit)
                {
                    throw TooLarge(request, limit);
                }

                if (read == 0)
                {
                    return count < answer.ContentLength ? throw Short(answer, request, count) : buffer.AsSpan(0, count).ToArray();
                }

                if (count == buffer.Length)
                {
                    buffer = Grow(buffer, count, limit);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
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

    private static AxiosNetworkException Short(TransportResponse answer, TransportRequest request, int count) => new(
        $"{AxiosException.Line(request.Method, request.Uri)} promised a body of {answer.ContentLength} bytes and ended after {count}.", NetworkFailure.ConnectionLost);

    private static AxiosNetworkException TooLarge(TransportRequest request, long limit) => new(
        $"{AxiosException.Line(request.Method, request.Uri)} has an answer of more than {limit} bytes. Raise MaxResponseBytes if that is meant.", NetworkFailure.TooLarge);
}
