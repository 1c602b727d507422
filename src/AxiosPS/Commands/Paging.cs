namespace AxiosPS.Commands;

/// <summary>How pages are fetched and put out.</summary>
internal sealed record Paging(AxiosClient Client, INextPage? NextPage, int? MaxPages, OutputChoice Choice, string? ItemsProperty, bool NoEnumerate)
{
    public PageWalk Walk(RequestConfig first) => new(Client, first, NextPage, MaxPages);

    /// <summary>For the pages of one walk.</summary>
    public PageOutput Output(Action<object, bool> write) => new(Choice, new(ItemsProperty), new(Choice, NoEnumerate, write));

    /// <summary>The warning after a walk that ended where it had been; null otherwise.</summary>
    public static string? Warning(PageWalk walk) => walk.LoopedTo is { } address
        ? $"Page {walk.Number} points back to {address}, which was fetched before. No more pages are fetched."
        : null;
}
