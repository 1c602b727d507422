using System.Collections;

namespace AxiosPS.Commands;

/// <summary>Completes the one transfer coding there is.</summary>
public sealed class TransferCodingCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words(IDictionary bound) => [TransferCodingAttribute.Chunked];
}
