using System.Collections;

namespace AxiosPS.Commands;

/// <summary>Completes the standard methods of HTTP; others may be written all the same.</summary>
public sealed class MethodCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words(IDictionary bound) => Methods.Names;
}
