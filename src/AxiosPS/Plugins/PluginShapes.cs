using System.Collections;

namespace AxiosPS;

/// <summary>Recognises plugins by their structure.</summary>
internal static class PluginShapes
{
    public static IAxiosPlugin From(object plugin)
    {
        PluginContract.Check(plugin);
        return plugin as IAxiosPlugin
            ?? Host.PluginFrom(plugin)
            ?? StructuralPlugin.TryFrom(plugin)
            ?? throw new ArgumentException(
                $"A {plugin.GetType().Name} is no plugin: it has no Attach method that takes the client.{Hint(plugin)}\n"
                + "A plugin in C#:         public class MyPlugin { public void Attach(AxiosClient client) { … } }\n"
                + "A plugin in PowerShell: @{ Name = 'My'; Attach = { param($client) … }; Uninstall = { param($client) … } }\n"
                + "or just the Attach:     { param($client) … }");
    }

    private static string Hint(object plugin) => plugin switch
    {
        string command when command.StartsWith("New-", StringComparison.OrdinalIgnoreCase) => $" That is the name of a command, which makes one where it stands in parentheses: ({command})",
        string name => $" A plugin is made by a command: (New-Axios{Short(name)}Plugin). If there is none, look for its package: Find-AxiosPlugin {Short(name)}; Install-PSResource AxiosPS.Plugin.{Short(name)}",
        ICollection several => $" (It is a list of {several.Count}. Attach them one by one; a function that makes a plugin gives nothing else.)",
        _ => StructuralPlugin.NearMiss(plugin),
    };

    private static string Short(string name) => name.EndsWith("Plugin", StringComparison.OrdinalIgnoreCase) && name.Length > 6 ? name[..^6] : name;
}
