using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>
/// The body of an answer, on every path (memory, file, stream): bounded in size after decompression, guarded by the read clock,
/// an error if it ends before its promised length, and its errors are of the tree.
/// </summary>
internal sealed class BodyStream : ReadOnlyStream
{
    private const long LimitInMemory = 100 << 20;

    private readonly TransportResponse answer;
    private readonly TransportRequest request;
    private readonly RequestContext context;
    private readonly AttemptClock clock;
    private readonly TimeSpan readTimeout;
    private readonly TransferMeter? meter;

    /// <summary>Takes the body of an answer, which stays the caller's to dispose of.</summary>
    /// <exception cref="AxiosNetworkException">The answer says itself that it is too large.</exception>
    public BodyStream(TransportResponse answer, TransportRequest request, RequestConfig config, RequestContext context, AttemptClock clock, bool inMemory)
        : base(answer.Body)
    {
        this.answer = answer;
        this.request = request;
        this.context = context;
        this.clock = clock;
        readTimeout = config.ReadTimeout ?? TimeSpan.FromSeconds(60);
        var limit = config.MaxResponseBytes ?? (inMemory ? LimitInMemory : 0);
        var most = inMemory ? Array.MaxLength : long.MaxValue;
        Limit = limit > 0 ? Math.Min(limit, most) : most;
        if (answer.ContentLength > Limit)
        {
            throw TooLarge();
        }

        if (config.Progress is { } progress)
        {
            meter = new(progress, TransferDirection.Download, answer.ContentLength, context);
        }
    }

    /// <summary>How many bytes the server has promised, null if it has not.</summary>
    public long? Promised => answer.ContentLength;

    /// <summary>How many bytes there may be.</summary>
    public long Limit { get; }

    /// <summary>How many bytes have been read.</summary>
    public long Count { get; private set; }

    /// <summary>Whether all has been read.</summary>
    public bool IsAtEnd { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsAtEnd || buffer.IsEmpty)
        {
            return default;
        }

        ValueTask<int> reading;
        try
        {
            reading = Inner.ReadAsync(buffer, clock.Token);
        }
        catch (Exception e)
        {
            return ValueTask.FromException<int>(Error(e));
        }

        return reading.IsCompletedSuccessfully && meter is null ? new(Counted(reading.Result)) : WaitAsync(reading);
    }

    /// <summary>What an exception from further in means.</summary>
    public AxiosException Error(Exception exception) => CallErrors.FromTransport(exception, context, request, clock);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> WaitAsync(ValueTask<int> reading)
    {
        int read;
        try
        {
            if (!reading.IsCompleted)
            {
                clock.Start(TimeoutClock.Read, readTimeout);
            }

            read = await reading.ConfigureAwait(false);
            clock.Stop();
        }
        catch (Exception e)
        {
            throw Error(e);
        }

        Counted(read);
        if (meter is not null)
        {
            await meter.MovedAsync(Count, IsAtEnd, clock.Token).ConfigureAwait(false);
        }

        return read;
    }

    private int Counted(int read)
    {
        Count += read;
        if (Count > Limit)
        {
            throw TooLarge();
        }

        if (read == 0 && Count < Promised)
        {
            throw new AxiosNetworkException($"{Line} promised a body of {Promised} bytes and ended after {Count}.", NetworkFailure.ConnectionLost);
        }

        IsAtEnd = read == 0 || Count == Promised;
        return read;
    }

    private string Line => AxiosException.Line(request.Method, request.Uri);

    private AxiosNetworkException TooLarge() => new($"{Line} has an answer of more than {Limit} bytes. Raise MaxResponseBytes if that is meant.", NetworkFailure.TooLarge);
}
