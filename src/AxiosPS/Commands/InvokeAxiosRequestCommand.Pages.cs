namespace AxiosPS.Commands;

/// <summary>Answers that come in pages.</summary>
public sealed partial class InvokeAxiosRequestCommand
{
    // No page is fetched before the one at hand has been put out: who takes no more of them (Select-Object -First) asks for no more.
    private void WritePages(AxiosClient client, RequestConfig config)
    {
        var choice = Has(nameof(As)) ? As : NewAxiosClientCommand.FormOf(client) ?? new(OutputForm.Data);
        if (choice.Form is not (OutputForm.Data or OutputForm.Response or OutputForm.Text or OutputForm.Bytes))
        {
            throw new ArgumentException($"-As {choice} takes one body apart as it comes, and -Paginate goes from body to body. Leave one of them out.");
        }

        var walk = new PageWalk(client, config, NextPage, Has(nameof(MaxPages)) ? MaxPages : null);
        var items = new PageItems(ItemsProperty);
        while (Run(walk.NextAsync) is { } page)
        {
            try
            {
                WritePage(page, choice, items);
            }
            catch (AxiosException e) when (walk.Number > 1)
            {
                e.Page = walk.Number;
                throw;
            }
        }

        if (walk.LoopedTo is { } address)
        {
            WriteWarning($"Page {walk.Number} points back to {address}, which was fetched before. No more pages are fetched.");
        }
    }

    private void WritePage(AxiosResponse page, OutputChoice choice, PageItems items)
    {
        var data = choice.Form == OutputForm.Data && page.DataError is null ? page.Data : null;
        var some = data is null ? null : items.Of(page);
        if (ReferenceEquals(some, data))
        {
            Output(choice).Write(page);
            return;
        }

        page.Data = some;
        try
        {
            Output(choice).Write(page);
        }
        finally
        {
            page.Data = data; // the next-page hook sees all of it
        }
    }
}
