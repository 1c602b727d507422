using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>The parameters for answers that come in pages.</summary>
public abstract partial class RequestCommand
{
    /// <summary>
    /// Go on to the next page as long as the answer links to one (Link: rel="next", @odata.nextLink), and put out the items of
    /// each page as it comes. Implied by -NextPage, -MaxPages and -ItemsProperty.
    /// </summary>
    [Parameter]
    [Alias("FollowRelLink", "FL")]
    public SwitchParameter Paginate { get; set; }

    /// <summary>
    /// A scriptblock that gets the response and gives the address of the next page, a hashtable of what the next call has
    /// otherwise, as in @{ Query = @{ cursor = $_.Data.next } }, or nothing after the last page.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public INextPage? NextPage { get; set; }

    /// <summary>How many pages at most. Default: no limit.</summary>
    [Parameter]
    [Alias("MaximumFollowRelLink", "ML")]
    [ValidateRange(1, int.MaxValue)]
    public int MaxPages { get; set; }

    /// <summary>The property that holds the items of a page, as in results or data.items. Default: value of an OData page, else the page is the items.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ItemsProperty { get; set; }

    private protected bool IsPaged => Has(nameof(Paginate)) ? Paginate : NextPage is not null || Has(nameof(MaxPages)) || ItemsProperty is not null;

    private protected Paging PagingOf(AxiosClient client)
    {
        var choice = Has(nameof(As)) ? As : NewAxiosClientCommand.FormOf(client) ?? new(OutputForm.Data);
        return choice.Form is OutputForm.Data or OutputForm.Response or OutputForm.Text or OutputForm.Bytes
            ? new(client, NextPage, Has(nameof(MaxPages)) ? MaxPages : null, choice, ItemsProperty, NoEnumerate)
            : throw new ArgumentException($"-As {choice} takes one body apart as it comes, and -Paginate goes from body to body. Leave one of them out.");
    }
}
