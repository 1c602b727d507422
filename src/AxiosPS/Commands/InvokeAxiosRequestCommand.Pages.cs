namespace AxiosPS.Commands;

/// <summary>Answers that come in pages.</summary>
public sealed partial class InvokeAxiosRequestCommand
{
    // No page is fetched before the one at hand has been put out: who takes no more of them (Select-Object -First) asks for no more.
    private void WritePages(AxiosClient client, RequestConfig config, InputTag? tag)
    {
        var paging = PagingOf(client);
        var (walk, output) = (paging.Walk(config), paging.Output(WriteObject));
        while (Run(walk.NextAsync) is { } page)
        {
            try
            {
                output.Write(Told(page).TaggedWith(tag));
            }
            catch (AxiosException e) when (walk.Number > 1)
            {
                e.Page = walk.Number;
                throw;
            }
        }

        if (Paging.Warning(walk) is { } warning)
        {
            WriteWarning(warning);
        }
    }
}
