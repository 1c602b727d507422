using System.Reflection;
using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>
/// The version of AxiosPS that code was built with. Within a major version any will do; code for another one is refused before it
/// runs into what is not there.
/// </summary>
internal static class PluginContract
{
    private static readonly AssemblyName Own = typeof(PluginContract).Assembly.GetName();
    private static readonly ConditionalWeakTable<Assembly, object> Fitting = [];

    /// <summary>Looks at a plugin, or at anything else that code of others hands over: a hook, a store, a sink, a delegate.</summary>
    /// <exception cref="PluginContractException">The type of the object, or one that it derives from, or the code of the delegate was built for another major version.</exception>
    public static void Check(object? part)
    {
        if (part is Delegate code)
        {
            Check(code.Method.Module.Assembly);
        }

        for (var type = part?.GetType(); type is not null && type.Assembly != typeof(object).Assembly && type.Assembly != typeof(PluginContract).Assembly; type = type.BaseType)
        {
            Check(type.Assembly);
        }
    }

    /// <exception cref="PluginContractException">It was built for another major version.</exception>
    public static void Check(Assembly assembly)
    {
        if (assembly.IsDynamic || Fitting.TryGetValue(assembly, out _))
        {
            return; // one that is dynamic is of a script, made in this process
        }

        foreach (var reference in assembly.GetReferencedAssemblies())
        {
            if (string.Equals(reference.Name, Own.Name, StringComparison.OrdinalIgnoreCase) && reference.Version?.Major is { } major && major != Own.Version!.Major)
            {
                throw new PluginContractException(assembly.GetName().Name!, major, Own.Version.Major);
            }
        }

        Fitting.TryAdd(assembly, true);
    }
}
