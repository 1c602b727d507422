using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Completes the names of the plugins of the client that is given, or of the packages that are installed.</summary>
internal sealed class PluginNameCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request) => request.Bound.Contains("ListAvailable")
        ? InstalledPackages.All().Select(package => new Word(PackageNames.Short(package.Name), $"{package.Name} {package.Version}"))
        : (request.Client?.Plugins ?? []).Select(plugin => new Word(WildcardPattern.Escape(plugin.Name)));
}
