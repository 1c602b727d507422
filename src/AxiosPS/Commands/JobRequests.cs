using System.Threading.Channels;

namespace AxiosPS.Commands;

/// <summary>The requests of a job, from the pipeline of its command to the streams of the job.</summary>
/// <param name="client">What sends them.</param>
/// <param name="options">How many at once.</param>
/// <param name="isOne">Whether there is but one, whose error is the job's.</param>
internal sealed class JobRequests(AxiosClient client, BatchOptions options, bool isOne)
{
    private readonly Channel<RequestConfig> given = Channel.CreateUnbounded<RequestConfig>(new() { SingleReader = true, SingleWriter = true });

    /// <summary>Puts out what one request gives that is more than one answer; null where the answer is it.</summary>
    public Func<AxiosRequestJob, RequestConfig, CancellationToken, Task>? InPieces { get; init; }

    /// <summary>Puts out an answer.</summary>
    public required Func<AxiosRequestJob, ResponseOutput> Output { get; init; }

    public void Add(RequestConfig config) => given.Writer.TryWrite(config);

    /// <summary>No more will come, or what comes is not to be sent any more.</summary>
    public void End(Exception? error = null) => given.Writer.TryComplete(error);

    public async Task SendAsync(AxiosRequestJob job, CancellationToken cancellationToken)
    {
        var output = Output(job);
        await foreach (var config in given.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (InPieces is null)
                {
                    output.Write(await client.SendAsync(config, cancellationToken).ConfigureAwait(false));
                }
                else
                {
                    await InPieces(job, config, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                job.WriteError(e, config.Uri);
                if (isOne || options.StopOnError)
                {
                    throw;
                }
            }
        }
    }
}
