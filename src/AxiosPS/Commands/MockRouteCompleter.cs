using System.Collections;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Completes the routes of the mock transport, or of the client with one, that is given.</summary>
public sealed class MockRouteCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words(IDictionary bound) =>
        new[] { bound["Transport"], bound["Client"] }
            .Select(given => given is null ? null : ModuleLifetime.Unwrap(given))
            .Select(given => given as MockTransport ?? (given as AxiosClient)?.Transport as MockTransport)
            .FirstOrDefault(mock => mock is not null)?.Routes.Select(route => route.Name) ?? [];
}
