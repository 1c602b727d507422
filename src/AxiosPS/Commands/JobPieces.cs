namespace AxiosPS.Commands;

/// <summary>What a job puts out piece by piece, as it arrives.</summary>
internal static class JobPieces
{
    public static async Task WritePagesAsync(AxiosRequestJob job, Paging paging, JobRequest request, CancellationToken cancellationToken)
    {
        var (walk, output) = (paging.Walk(request.Config), paging.Output(job.Write));
        while (await walk.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            try
            {
                output.Write(page.TaggedWith(request.Tag));
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
}
