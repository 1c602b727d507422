using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Answers that come in pages.</summary>
public sealed partial class InvokeAxiosRequestCommand
{
    /// <summary>
    /// Go on to the next page as long as the answer links to one (Link: rel="next", @odata.nextLink), and put out the items of
    /// each page as it comes. Implied by -NextPage, -MaxPages and -ItemsProperty.
    /// </summary>
    [Parameter]
    [Alias("FollowRelLink")]
    public SwitchParameter Paginate { get; set; }

    /// <summary>
    /// A scriptblock that gets the response and gives the address of the next page, a hashtable of what the next call has
    /// otherwise, as in @{ Query = @{ cursor = $_.Data.next } }, or nothing after the last page.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public INextPage? NextPage { get; set; }

    /// <summary>How many pages at most. Default: no limit.</summary>
    [Parameter]
    [Alias("MaximumFollowRelLink")]
    [ValidateRange(1, int.MaxValue)]
    public int MaxPages { get; set; }

    /// <summary>The property that holds the items of a page, as in results or data.items. Default: value of an OData page, else the page is the items.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ItemsProperty { get; set; }

    private bool IsPaged => Has(nameof(Paginate)) ? Paginate : NextPage is not null || Has(nameof(MaxPages)) || ItemsProperty is not null;

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
            Write(page, choice);
            return;
        }

        page.Data = some;
        try
        {
            Write(page, choice);
        }
        finally
        {
            page.Data = data; // the next-page hook sees all of it
        }
    }
}
