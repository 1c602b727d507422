using System.Collections;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Completes the names of the plugins of the client that is given.</summary>
public sealed class PluginNameCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words(IDictionary bound) =>
        bound["Client"] is { } given && ModuleLifetime.Unwrap(given) is AxiosClient client ? client.Plugins.Select(plugin => plugin.Name) : [];
}
