using System.Reflection;

namespace AxiosPS.Tests.Client;

/// <summary>PowerShell is known in Scripting and Commands alone: the engine and its plugins run without it.</summary>
public sealed class LayersTests
{
    private const string PowerShell = "System.Management.Automation";

    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_type_of_the_engine_mentions_PowerShell_in_its_members()
    {
        var types = Types().Where(t => NamespaceOf(t) is "AxiosPS" or "AxiosPS.Plugins").ToArray();

        Assert.InRange(types.Length, 80, 1000);
        Assert.All(types, type => Assert.DoesNotContain(Mentioned(type), t => t.Assembly.GetName().Name == PowerShell));
    }

    [Fact]
    public void No_source_file_of_the_engine_mentions_PowerShells_namespace()
    {
        var sources = SourceFiles().ToArray();
        Assert.Contains(sources, s => s.EndsWith("AxiosClient.cs", StringComparison.Ordinal));
        Assert.All(sources, source => Assert.DoesNotContain(PowerShell, File.ReadAllText(source), StringComparison.Ordinal));
    }

    // Where PowerShell is not there, its heirs cannot be loaded; those of the engine can.
    private static IEnumerable<Type> Types()
    {
        try
        {
            return typeof(AxiosClient).Assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }

    private static string? NamespaceOf(Type type)
    {
        try
        {
            return type.Namespace;
        }
        catch (FileNotFoundException)
        {
            return null; // written inside an heir of PowerShell's that cannot be loaded
        }
    }

    private static IEnumerable<Type> Mentioned(Type type)
    {
        IEnumerable<Type?> direct =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(All).Select(f => f.FieldType),
            .. type.GetProperties(All).Select(p => p.PropertyType),
            .. type.GetConstructors(All).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType),
            .. type.GetMethods(All).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)),
        ];
        return direct.OfType<Type>().SelectMany(t => t.GetGenericArguments().Append(t.GetElementType() ?? t));
    }

    private static IEnumerable<string> SourceFiles()
    {
        var folder = typeof(LayersTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SourceFolder").Value!;
        var engine = Path.Combine(folder, "AxiosPS");
        string[] layers = ["Scripting", "Commands", "bin", "obj"];
        return Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Where(file => !layers.Contains(Path.GetRelativePath(engine, file).Split(Path.DirectorySeparatorChar)[0]));
    }
}
