using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>How answers, pages and items are put into a job.</summary>
internal static class JobPieces
{
    /// <summary>Puts out an answer. Objects of a class of PowerShell's are made by script, and so where scripts run.</summary>
    public static Task PutAsync(Action write, OutputChoice choice, CancellationToken cancellationToken)
    {
        if (choice.Type is { Assembly.IsDynamic: true })
        {
            return PipelineThread.Current!.InvokeAsync(() => Written(write), cancellationToken);
        }

        write();
        return Task.CompletedTask;
    }

    public static async Task WritePagesAsync(AxiosRequestJob job, Paging paging, JobRequest request, CancellationToken cancellationToken)
    {
        var (walk, output) = (paging.Walk(request.Config), paging.Output(job.Write));
        while (await walk.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            try
            {
                await PutAsync(() => output.Write(page.TaggedWith(request.Tag)), paging.Choice, cancellationToken).ConfigureAwait(false);
            }
            catch (AxiosException e) when (walk.Number > 1)
            {
                e.Page = walk.Number;
                throw;
            }
        }

        if (Paging.Warning(walk) is { } warning)
        {
            job.WriteWarning(warning);
        }
    }

    public static async Task WriteItemsAsync<T>(AxiosRequestJob job, ItemReader<T> items)
    {
        using (items)
        {
            do
            {
                while (items.TryNext(out var item))
                {
                    job.Write(item, false);
                }
            }
            while (await items.FillAsync().ConfigureAwait(false));
        }
    }

    private static bool Written(Action write)
    {
        write();
        return true;
    }
}
