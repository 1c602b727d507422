namespace AxiosPS.Commands;

/// <summary>What arrives piece by piece.</summary>
public sealed partial class StartAxiosRequestCommand
{
    // Taken from the parameters now: the job outlives the command.
    private Func<AxiosRequestJob, RequestConfig, CancellationToken, Task>? InPieces(AxiosClient client, OutputForm form)
    {
        if (IsPaged)
        {
            var paging = PagingOf(client);
            return (job, config, token) => JobPieces.WritePagesAsync(job, paging, config, token);
        }

        var reconnects = MaxReconnects;
        return form switch
        {
            OutputForm.Lines => (job, config, token) => JobPieces.WriteItemsAsync(job, new LineReader(client, config, token)),
            OutputForm.JsonLines => (job, config, token) => JobPieces.WriteItemsAsync(job, new JsonLineReader(client, config, token)),
            OutputForm.Events => (job, config, token) => JobPieces.WriteItemsAsync(job, new EventReader(client, config, reconnects, token)),
            _ => null,
        };
    }
}
