namespace AxiosPS.Commands;

/// <summary>What arrives piece by piece.</summary>
public sealed partial class StartAxiosRequestCommand
{
    // Taken from the parameters now: the job outlives the command.
    private Func<AxiosRequestJob, JobRequest, CancellationToken, Task>? InPieces(AxiosClient client, OutputForm form)
    {
        if (IsPaged)
        {
            var paging = PagingOf(client);
            return (job, request, token) => JobPieces.WritePagesAsync(job, paging, request, token);
        }

        var reconnects = MaxReconnects;
        return form switch
        {
            OutputForm.Lines => (job, request, token) => JobPieces.WriteItemsAsync(job, new LineReader(client, request.Config, token)),
            OutputForm.JsonLines => (job, request, token) => JobPieces.WriteItemsAsync(job, new JsonLineReader(client, request.Config, token)),
            OutputForm.Events => (job, request, token) => JobPieces.WriteItemsAsync(job, new EventReader(client, request.Config, reconnects, token)),
            _ => null,
        };
    }
}
