using System.Globalization;

namespace AxiosPS.Commands;

/// <summary>Completes the numbers of the hooks of the client that is given, by their names too.</summary>
internal sealed class HookIdCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => (request.Client?.Pipeline ?? []).Where(step => step.Id is not null).Select(step =>
    {
        var id = step.Id!.Value.ToString(CultureInfo.InvariantCulture);
        return new Word(id, Described(step)) { Label = $"{id} {step.Name}" };
    });

    internal static string Described(PipelineStep step) => $"{step.Stage} {step.Name}{(step.Plugin is null ? "" : $" of {step.Plugin}")} (Id {step.Id})";
}
