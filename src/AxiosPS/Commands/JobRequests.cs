using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace AxiosPS.Commands;

/// <summary>The requests of a job, from the pipeline of its command to the streams of the job.</summary>
/// <param name="client">What sends them.</param>
/// <param name="options">How many at once, and what of the order and of errors.</param>
/// <param name="noEnumerate">Whether an array stays one object.</param>
/// <param name="isOne">Whether there is but one, whose error is the job's.</param>
internal sealed class JobRequests(AxiosClient client, BatchOptions options, bool noEnumerate, bool isOne)
{
    private readonly Channel<JobRequest> given = Channel.CreateUnbounded<JobRequest>(new() { SingleReader = true, SingleWriter = true });
    private Exception? failure;
    private int asked;
    private int done;
    private int failed;

    /// <summary>Puts out what a request gives that is more than one answer; these are sent one after the other. Null where the answer is it.</summary>
    public Func<AxiosRequestJob, JobRequest, CancellationToken, Task>? InPieces { get; init; }

    /// <summary>How far it is, empty for one request.</summary>
    public string Status => isOne ? "" : $"{done} of {asked} requests done{(failed > 0 ? $", {failed} failed" : "")}";

    /// <summary>Whether no more are sent: the first that failed was to be the last.</summary>
    public bool IsEnded => options.StopOnError && Volatile.Read(ref failed) > 0;

    public void Add(JobRequest request)
    {
        Interlocked.Increment(ref asked);
        given.Writer.TryWrite(request);
    }

    /// <summary>No more will come.</summary>
    public void End() => given.Writer.TryComplete();

    /// <summary>Sends them all.</summary>
    /// <returns>What the job has failed with, null if it has not.</returns>
    public async Task<Exception?> SendAsync(AxiosRequestJob job, CancellationToken cancellationToken)
    {
        await (InPieces is null ? SendAllAsync(job, cancellationToken) : SendInPiecesAsync(job, InPieces, cancellationToken)).ConfigureAwait(false);
        return failure;
    }

    private async Task SendAllAsync(AxiosRequestJob job, CancellationToken cancellationToken)
    {
        client.ThrowIfClosed();
        await foreach (var item in BatchRun<JobRequest>.AllAsync(given.Reader.ReadAllAsync(cancellationToken), SendAsync, options, cancellationToken).ConfigureAwait(false))
        {
            if ((item.Error ?? await WriteAsync(job, item.Input, item.Response!, cancellationToken).ConfigureAwait(false)) is { } error)
            {
                Fail(job, error, item.Input);
                if (options.StopOnError && item.Error is null)
                {
                    return; // the batch does not know of it
                }
            }
        }
    }

    private Task<AxiosResponse> SendAsync(JobRequest request, CancellationToken cancellationToken) =>
        request.Refusal is null ? client.SendAsync(request.Config, cancellationToken) : Task.FromException<AxiosResponse>(request.Refusal);

    private async Task<Exception?> WriteAsync(AxiosRequestJob job, JobRequest request, AxiosResponse response, CancellationToken cancellationToken)
    {
        var output = new ResponseOutput(request.Choice, noEnumerate, job.Write);
        try
        {
            await JobPieces.PutAsync(() => output.Write(response.TaggedWith(request.Tag)), request.Choice, cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref done);
            return null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return e; // the body is not what was asked for
        }
    }

    private async Task SendInPiecesAsync(AxiosRequestJob job, Func<AxiosRequestJob, JobRequest, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        await foreach (var request in given.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (request.Refusal is not null)
                {
                    ExceptionDispatchInfo.Throw(request.Refusal);
                }

                await send(job, request, cancellationToken).ConfigureAwait(false);
                Interlocked.Increment(ref done);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Fail(job, e, request);
                if (options.StopOnError)
                {
                    return;
                }
            }
        }
    }

    private void Fail(AxiosRequestJob job, Exception error, JobRequest request)
    {
        error = (error as AxiosException)?.TaggedWith(request.Tag) ?? error;
        Interlocked.Increment(ref failed);
        Interlocked.Increment(ref done);
        job.WriteError(error, request.Target);
        if (isOne || options.StopOnError)
        {
            Interlocked.CompareExchange(ref failure, error, null);
        }
    }
}
