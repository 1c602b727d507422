using System.Diagnostics;
using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Trace;

public sealed class KeptActivityTests : TraceTest
{
    [Fact]
    public async Task Without_a_listener_nothing_is_made_and_nothing_kept()
    {
        var plugin = new TracePlugin();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}", Transport = new MemoryTransport(), Plugins = [plugin] });
        Activity? within = null;
        client.Use((context, next) =>
        {
            within = Activity.Current;
            return next(context);
        });

        await client.GetAsync("/x");

        Assert.Null(within);
        Assert.Empty(plugin.Kept);
    }

    [Fact]
    public async Task The_last_ones_are_kept_on_request_without_any_listener()
    {
        var plugin = new TracePlugin(new() { Keep = 2 });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}", Transport = MemoryTransport.Statuses(200, 404, 500), Plugins = [plugin] });

        for (var i = 0; i < 3; i++)
        {
            await client.GetAsync("/x");
        }

        Assert.Equal([404, 500], plugin.Kept.Select(s => s.GetTagItem("http.response.status_code")));
    }

    [Fact]
    public async Task Those_of_another_plugin_are_not_made_for_it()
    {
        var keeping = new TracePlugin(new() { Keep = 5 });
        using var one = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}", Transport = new MemoryTransport(), Plugins = [keeping] });
        using var two = Client();
        var within = new List<Activity?>();
        two.Use((context, next) =>
        {
            within.Add(Activity.Current);
            return next(context);
        });

        await two.GetAsync("/x");
        await one.GetAsync("/y");

        Assert.Equal([null], within);
        Assert.EndsWith("/y", (string)Assert.Single(keeping.Kept).GetTagItem("url.full")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listens_any_more_when_it_is_removed_from_its_last_client()
    {
        var plugin = new TracePlugin(new() { Keep = 5 });
        using var one = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}", Transport = new MemoryTransport(), Plugins = [plugin] });
        using var two = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}", Transport = new MemoryTransport(), Plugins = [plugin] });

        one.RemovePlugin(plugin);
        await two.GetAsync("/x");
        Assert.Single(plugin.Kept);
        Assert.True(Telemetry.For(new()).Source.HasListeners());
        two.RemovePlugin(plugin);
        Assert.False(Telemetry.For(new()).Source.HasListeners());
        one.Plugin(plugin);
        await one.GetAsync("/x");

        Assert.Equal(2, plugin.Kept.Count);
    }

    [Fact]
    public async Task To_uninstall_it_where_it_is_not_attached_changes_nothing()
    {
        var plugin = new TracePlugin(new() { Keep = 5 });
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}", Transport = new MemoryTransport() });
        plugin.Uninstall(client);
        client.Plugin(plugin);
        using var other = new AxiosClient();
        plugin.Uninstall(other);

        await client.GetAsync("/x");

        Assert.Single(plugin.Kept);
    }
}
