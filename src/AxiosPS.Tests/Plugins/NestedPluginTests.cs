using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins;

/// <summary>Plugins that attach plugins: they come and go together.</summary>
public sealed class NestedPluginTests : IDisposable
{
    private readonly List<string> log = [];
    private readonly AxiosClient client = new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new MemoryTransport() });

    public void Dispose() => client.Dispose();

    [Fact]
    public void What_an_Attach_that_throws_had_attached_is_removed_too()
    {
        var outer = new Recorder("outer", log)
        {
            OnAttach = () =>
            {
                client.Plugin(new Recorder("inner", log));
                throw new InvalidOperationException("no");
            },
        };

        Assert.Throws<AxiosHookException>(() => client.Plugin(outer));

        Assert.Empty(client.Plugins);
        Assert.DoesNotContain(client.Pipeline, s => s.Id is not null);
        Assert.Contains("inner uninstall", log);
    }

    [Fact]
    public void Removing_a_plugin_removes_what_it_had_attached()
    {
        var outer = new Recorder("outer", log) { OnAttach = () => client.Plugin(new Recorder("inner", log)) };
        client.Plugin(outer);
        log.Clear();

        client.RemovePlugin(outer);

        Assert.Empty(client.Plugins);
        Assert.Equal(["inner uninstall", "outer uninstall"], log);
    }

    [Fact]
    public void Nothing_can_be_registered_while_it_is_uninstalled()
    {
        var plugin = new Recorder("p", log) { OnUninstall = () => client.Interceptors.Request.Use(_ => { }) };
        client.Plugin(plugin);

        var error = Assert.Throws<AxiosHookException>(() => client.RemovePlugin(plugin));

        Assert.Contains("no longer attached", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(client.Pipeline, s => s.Id is not null);
    }
}
