using System.Threading.Channels;

namespace AxiosPS.Commands;

/// <summary>The requests of a job, from the pipeline of its command to the streams of the job.</summary>
/// <param name="client">What sends them.</param>
/// <param name="options">How many at once, and what of the order and of errors.</param>
/// <param name="isOne">Whether there is but one, whose error is the job's.</param>
internal sealed class JobRequests(AxiosClient client, BatchOptions options, bool isOne)
{
    private readonly Channel<RequestConfig> given = Channel.CreateUnbounded<RequestConfig>(new() { SingleReader = true, SingleWriter = true });
    private Exception? failure;

    /// <summary>Puts out what a request gives that is more than one answer; these are sent one after the other. Null where the answer is it.</summary>
    public Func<AxiosRequestJob, RequestConfig, CancellationToken, Task>? InPieces { get; init; }

    /// <summary>Puts out an answer.</summary>
    public required Func<AxiosRequestJob, ResponseOutput> Output { get; init; }

    public void Add(RequestConfig config) => given.Writer.TryWrite(config);

    /// <summary>No more will come.</summary>
    public void End() => given.Writer.TryComplete();

    /// <summary>One that cannot be sent.</summary>
    public void Refuse(AxiosRequestJob job, Exception error, object? target)
    {
        Fail(job, error, target);
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
        var output = Output(job);
        var requests = given.Reader.ReadAllAsync(cancellationToken);
        await foreach (var result in client.SendAllAsync(requests, options, cancellationToken).ConfigureAwait(false))
        {
            if (result.Response is null)
            {
                Fail(job, result.Error!, result.Request.Uri);
                continue;
            }

            try
            {
                output.Write(result.Response);
            }
            catch (Exception e)
            {
                Fail(job, e, result.Request.Uri);
                if (options.StopOnError)
                {
                    return;
                }
            }
        }
    }

    private async Task SendInPiecesAsync(AxiosRequestJob job, Func<AxiosRequestJob, RequestConfig, CancellationToken, Task> send, CancellationToken cancellationToken)
    {
        await foreach (var config in given.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await send(job, config, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Fail(job, e, config.Uri);
                if (options.StopOnError)
                {
                    return;
                }
            }
        }
    }

    private void Fail(AxiosRequestJob job, Exception error, object? target)
    {
        job.WriteError(error, target);
        if (isOne || options.StopOnError)
        {
            Interlocked.CompareExchange(ref failure, error, null);
        }
    }
}
