namespace AxiosPS.Commands;

/// <summary>What is put out as it arrives: lines, JSON lines and server-sent events.</summary>
public sealed partial class InvokeAxiosRequestCommand
{
    private bool TryWriteItems(AxiosClient client, RequestConfig config, OutputForm form)
    {
        switch (form)
        {
            case OutputForm.Lines: WriteItems(token => new LineReader(client, config, token)); return true;
            case OutputForm.JsonLines: WriteItems(token => new JsonLineReader(client, config, token)); return true;
            case OutputForm.Events: WriteItems(token => new EventReader(client, config, MaxReconnects, token)); return true;
            default: return false;
        }
    }

    // Whatever has arrived goes out without a wait in between. The end of the pipeline, which comes out of WriteObject, ends the request.
    private void WriteItems<T>(Func<CancellationToken, ItemReader<T>> open)
    {
        using var items = Run(token => Task.FromResult(open(token)));
        do
        {
            Tell(items.Response);
            while (items.TryNext(out var item))
            {
                WriteObject(item);
            }
        }
        while (Run(_ => items.FillAsync().AsTask()));
    }
}
