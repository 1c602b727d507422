using AxiosPS.Checks;

namespace AxiosPS.Commands;

/// <summary>Completes the names of the checks of Test-AxiosPlugin.</summary>
internal sealed class CheckNameCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => CheckNames.OfPackage.Select(name => new Word(name));
}
