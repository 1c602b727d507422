using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
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
    private readonly ConcurrentDictionary<int, JobRequest> sent = new();
    private Exception? failure;
    private int asked;
    private int done;
    private int failed;

    /// <summary>Puts out what a request gives that is more than one answer; these are sent one after the other. Null where the answer is it.</summary>
    public Func<AxiosRequestJob, JobRequest, CancellationToken, Task>? InPieces { get; init; }

    /// <summary>How far it is, empty for one request.</summary>
    public string Status => isOne ? "" : $"{done} of {asked} requests done{(failed > 0 ? $", {failed} failed" : "")}";

    public void Add(JobRequest request)
    {
        Interlocked.Increment(ref asked);
        given.Writer.TryWrite(request);
    }

    /// <summary>No more will come.</summary>
    public void End() => given.Writer.TryComplete();

    /// <summary>One that cannot be sent.</summary>
    public void Refuse(AxiosRequestJob job, Exception error, InputTag? tag)
    {
        Interlocked.Increment(ref asked);
        Fail(job, error, tag, tag?.Value);
        if (options.StopOnError)
        {
            End();
        }
    }

    /// <summary>Sends them all.</summary>
    /// <returns>What the job has failed with, null if it has not.</returns>
    public async Task<Exception?> SendAsync(AxiosRequestJob job, CancellationToken cancellationToken)
    {
        await (InPieces is null ? SendAllAsync(job, cancellationToken) : SendInPiecesAsync(job, InPieces, cancellationToken)).ConfigureAwait(false);
        return failure;
    }

    private async Task SendAllAsync(AxiosRequestJob job, CancellationToken cancellationToken)
    {
        await foreach (var result in client.SendAllAsync(ConfigsAsync(cancellationToken), options, cancellationToken).ConfigureAwait(false))
        {
            sent.TryRemove(result.Index, out var request);
            if ((result.Error ?? await WriteAsync(job, request!, result.Response!, cancellationToken).ConfigureAwait(false)) is { } error)
            {
                Fail(job, error, request!.Tag, request.Target);
                if (options.StopOnError && result.Error is null)
                {
                    return; // the batch does not know of it
                }
            }
        }
    }

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

    private async IAsyncEnumerable<RequestConfig> ConfigsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = 0;
        await foreach (var request in given.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            sent[index++] = request;
            yield return request.Config;
        }
    }

    private async Task SendInPiecesAsync(AxiosRequestJob job, Func<AxiosRequestJob, JobRequest, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        await foreach (var request in given.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await send(job, request, cancellationToken).ConfigureAwait(false);
                Interlocked.Increment(ref done);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Fail(job, e, request.Tag, request.Target);
                if (options.StopOnError)
                {
                    return;
                }
            }
        }
    }

    private void Fail(AxiosRequestJob job, Exception error, InputTag? tag, object? target)
    {
        error = (error as AxiosException)?.TaggedWith(tag) ?? error;
        Interlocked.Increment(ref failed);
        Interlocked.Increment(ref done);
        job.WriteError(error, target);
        if (isOne || options.StopOnError)
        {
            Interlocked.CompareExchange(ref failure, error, null);
        }
    }
}
