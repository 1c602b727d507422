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
        string => " (One of a package is made by a function: (New-AxiosTimingPlugin), say.)",
        ICollection several => $" (It is a list of {several.Count}. Attach them one by one; a function that makes a plugin gives nothing else.)",
        _ => StructuralPlugin.NearMiss(plugin),
    };
}
