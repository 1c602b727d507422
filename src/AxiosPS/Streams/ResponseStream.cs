using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>
/// The body of an answer in the hands of the caller. Until it has been read to its end, or is disposed of, the call goes on: its
/// token, its clocks and its connection live, and whatever ends the call ends the stream.
/// </summary>
[SuppressMessage("Usage", "CA2215", Justification = "The body is let go of with its answer, when no read is under way.")]
internal sealed class ResponseStream : ReadOnlyStream
{
    private const int Idle = 0;
    private const int Reading = 1;
    private const int Closed = 2;

    private readonly BodyStream body;
    private readonly TransportResponse answer;
    private readonly RequestContext context;
    private readonly AttemptClock clock;
    private readonly CancellationTokenRegistration callEnds;
    private int state;
    private AxiosException? failure;
    private volatile bool disposed;

    /// <summary>Takes over the answer and the clock of the attempt.</summary>
    public ResponseStream(BodyStream body, TransportResponse answer, RequestContext context, AttemptClock clock)
        : base(body)
    {
        this.body = body;
        this.answer = answer;
        this.context = context;
        this.clock = clock;
        context.Enter();

        // Weakly: a stream that everybody has forgotten must not live as long as its client. And elsewhere, since whoever cancels
        // must not have to wait for it.
        callEnds = clock.Token.UnsafeRegister(
            static weak => ThreadPool.UnsafeQueueUserWorkItem(
                static weak =>
                {
                    if (weak.TryGetTarget(out var stream))
                    {
                        stream.EndEarly();
                    }
                },
                (WeakReference<ResponseStream>)weak!,
                preferLocal: false),
            new WeakReference<ResponseStream>(this));
    }

    ~ResponseStream() => Dispose(false);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        switch (Interlocked.CompareExchange(ref state, Reading, Idle))
        {
            case Reading:
                throw new InvalidOperationException("The stream is being read already: one read at a time.");
            case Closed:
                return AfterEnd();
        }

        var ended = true;
        try
        {
            using var endsIt = cancellationToken.CanBeCanceled ? cancellationToken.UnsafeRegister(static clock => ((AttemptClock)clock!).Cancel(), clock) : default;
            var read = await body.ReadAsync(buffer, CancellationToken.None).ConfigureAwait(false);
            ended = body.IsAtEnd;
            return read;
        }
        catch (AxiosException e)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            failure = CallErrors.Tie(cancellationToken.IsCancellationRequested && CallErrors.Ended(context) is null ? Canceled(e, cancellationToken) : e, context);
            throw failure == e ? CallErrors.Again(e) : failure;
        }
        finally
        {
            if (ended)
            {
                Volatile.Write(ref state, Closed);
                Release();
            }
            else
            {
                Volatile.Write(ref state, Idle);
                if (disposed || clock.IsCancellationRequested)
                {
                    EndEarly(); // it came while this was reading
                }
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
        {
            if (Interlocked.Exchange(ref state, Closed) != Closed)
            {
                Release();
            }

            return; // the transport's own finalizers close the connection
        }

        disposed = true;
        if (Volatile.Read(ref state) == Reading)
        {
            clock.Cancel(); // the read lets go of everything
        }

        EndEarly();
    }

    private int AfterEnd()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return body.IsAtEnd && failure is null ? 0 : throw CallErrors.Again(failure ??= EndOfCall());
    }

    private AxiosException EndOfCall() => CallErrors.Tie(body.Error(new OperationCanceledException()), context);

    private void EndEarly()
    {
        if (Interlocked.CompareExchange(ref state, Closed, Idle) == Idle)
        {
            Release();
        }
    }

    [SuppressMessage("Usage", "CA1816", Justification = "It has let go of everything, whether disposed of or read to its end.")]
    private void Release()
    {
        GC.SuppressFinalize(this);
        callEnds.Dispose();
        context.Forget(this);
        try
        {
            answer.Dispose();
        }
        catch (Exception)
        {
            // of a transport's own: the body is done with
        }

        clock.Dispose();
        context.Leave();
    }

    private AxiosCanceledException Canceled(Exception cause, CancellationToken token) => new(AxiosException.Line(context.Method, context.Uri), null, cause, token);
}
