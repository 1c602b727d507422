namespace AxiosPS.Tests.Plugins.Packages;

/// <summary>How the assembly of a package is loaded.</summary>
public sealed class PluginAssemblyTests
{
    [Fact]
    public void A_path_that_is_not_whole_is_refused() =>
        Assert.Contains("$PSScriptRoot", Assert.Throws<ArgumentException>(() => PluginAssembly.Load("AxiosPS.Plugin.Some.dll")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var path = Path.GetFullPath("no/AxiosPS.Plugin.Some.dll");
        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => PluginAssembly.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_file_is_loaded_once()
    {
        var path = typeof(PluginAssemblyTests).Assembly.Location;
        var first = PluginAssembly.Load(path);
        Assert.Same(first, PluginAssembly.Load(path));
        Assert.NotSame(typeof(PluginAssemblyTests).Assembly, first);
    }

    [Fact]
    public void It_sees_the_AxiosPS_that_is_loaded()
    {
        var assembly = PluginAssembly.Load(typeof(PluginAssemblyTests).Assembly.Location);
        Assert.Same(typeof(AxiosClient), assembly.GetType(typeof(Contract).FullName!, throwOnError: true)!.GetProperty("Client")!.PropertyType);
    }

    private sealed class Contract
    {
        public AxiosClient? Client { get; set; }
    }
}
