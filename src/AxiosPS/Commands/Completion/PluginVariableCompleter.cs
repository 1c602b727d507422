using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Completes plugins in variables.</summary>
internal class PluginVariableCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => SessionVariables.Words(value => value is AttachedPlugin || PSObject.AsPSObject(value).Methods["Attach"] is not null);
}
