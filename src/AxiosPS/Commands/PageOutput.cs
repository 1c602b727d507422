namespace AxiosPS.Commands;

/// <summary>Puts pages out: what they hold, or as they are.</summary>
internal sealed class PageOutput(OutputChoice choice, PageItems items, ResponseOutput output)
{
    public void Write(AxiosResponse page)
    {
        var data = choice.Form == OutputForm.Data && page.DataError is null ? page.Data : null;
        var some = data is null ? null : items.Of(page);
        if (ReferenceEquals(some, data))
        {
            output.Write(page);
            return;
        }

        page.Data = some;
        try
        {
            output.Write(page);
        }
        finally
        {
            page.Data = data; // the next-page hook sees all of it
        }
    }
}
