using System.Collections;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Completes the names of the plugins of the client that is given, or of the packages that are installed.</summary>
public sealed class PluginNameCompleter : WordCompleter
{
    private protected override IEnumerable<string> Words(IDictionary bound) =>
        bound.Contains("ListAvailable") ? InstalledPackages.All().Select(package => PackageNames.Short(package.Name))
        : bound["Client"] is { } given && ModuleLifetime.Unwrap(given) is AxiosClient client ? client.Plugins.Select(plugin => plugin.Name) : [];
}
