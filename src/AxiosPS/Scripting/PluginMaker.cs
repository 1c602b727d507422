using System.Management.Automation;
using AxiosPS.Commands;

namespace AxiosPS.Scripting;

/// <summary>What makes plugins and is none, but is easily given for one: a command, a module, a package.</summary>
internal static class PluginMaker
{
    /// <summary>What to give in its place; null if it is none of these.</summary>
    public static string? Refusal(object value) => value switch
    {
        CommandInfo command => $"{command.Name} is a command. Give the plugin that it makes: ({command.Name}).",
        PSModuleInfo module => $"{module.Name} is a module. {OfFactory(module.ExportedCommands.Keys.FirstOrDefault(PackageNames.IsFactory), module.Name)}",
        AvailablePlugin package => $"{package.Name} is a package. {OfFactory(package.Factory, package.Name)}",
        _ => null,
    };

    private static string OfFactory(string? factory, string name) =>
        factory is null ? $"It exports no function that makes a plugin, {PackageNames.Factory(name)} say." : $"Give the plugin that its function makes: ({factory}).";
}
