using System.Collections;
using AxiosPS.Checks;

namespace AxiosPS.Commands;

/// <summary>Completes the names of the checks of Test-AxiosPlugin.</summary>
public sealed class CheckNameCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words(IDictionary bound) => CheckNames.OfPackage;
}
