namespace AxiosPS.Commands;

/// <summary>Completes what sends: clients and transports in variables.</summary>
internal sealed class PassThroughCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => SessionVariables.Words(value => value is AxiosClient or ITransport);
}
