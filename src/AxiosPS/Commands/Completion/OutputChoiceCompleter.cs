namespace AxiosPS.Commands;

/// <summary>Completes the forms of -As; a type in brackets may be written all the same.</summary>
internal sealed class OutputChoiceCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => Enum.GetValues<OutputForm>().Select(form => new Word(form.ToString(), form switch
    {
        OutputForm.Response => "the response, with status, headers and data",
        OutputForm.Data => "the data of the body, an array item by item",
        OutputForm.Text => "the body as text",
        OutputForm.Bytes => "the body as one byte[]",
        OutputForm.Lines => "the body line by line, as it arrives",
        OutputForm.JsonLines => "the data of each line of JSON, as it arrives",
        OutputForm.Events => "server-sent events, as they arrive",
        _ => null,
    }));
}
