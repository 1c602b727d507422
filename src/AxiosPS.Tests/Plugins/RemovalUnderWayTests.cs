using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins;

/// <summary>Plugins that are attached and removed by one thread while others make calls.</summary>
public sealed class RemovalUnderWayTests
{
    private const int Turns = 3000;

    [Fact]
    public async Task A_plugin_that_comes_and_goes_with_one_that_it_brings_along_breaks_no_call_and_leaves_nothing()
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport(async (_, _) =>
            {
                await Task.Yield();
                return new(200);
            }),
        });
        var (plugin, inner) = (new Bringing(), new TracePlugin());
        plugin.Inner = inner;
        using var done = new CancellationTokenSource();
        var calling = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var calls = 0;
            for (; !done.IsCancellationRequested || calls == 0; calls++)
            {
                Assert.Equal(200, (await client.GetAsync("/x")).StatusCode);
            }

            return calls;
        })).ToArray();

        for (var turn = 0; turn < Turns; turn++)
        {
            client.Plugin(plugin);
            await Task.Yield();
            Assert.True(client.RemovePlugin(plugin));
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(calling), calls => Assert.True(calls > 0));
        Assert.Empty(client.Plugins);
        Assert.Single(client.Pipeline); // the transport
        Assert.Equal((Turns, Turns), (plugin.Attached, plugin.Uninstalled));
    }

    [Fact]
    public async Task Of_many_that_remove_one_plugin_at_once_one_does_it_and_the_others_hear_that_it_is_gone()
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new MemoryTransport() });
        for (var turn = 0; turn < Turns; turn++)
        {
            var plugin = new Bringing { Inner = new Bringing() };
            client.Plugin(plugin);

            var removed = await Task.WhenAll(
                Task.Run(() => client.RemovePlugin(plugin)),
                Task.Run(() => client.RemovePlugin(plugin)),
                Task.Run(() => client.RemovePlugin(plugin.Inner)),
                Task.Run(() => client.GetAsync("/x").GetAwaiter().GetResult().StatusCode == 0));

            Assert.Single(removed[..2], true);
            Assert.Equal((1, 1), (plugin.Uninstalled, ((Bringing)plugin.Inner).Uninstalled));
            Assert.Empty(client.Plugins);
            Assert.Single(client.Pipeline); // the transport
        }
    }

    private sealed class Bringing : IAxiosPlugin
    {
        private int attached;
        private int uninstalled;

        public object? Inner { get; set; }

        public int Attached => attached;

        public int Uninstalled => uninstalled;

        public void Attach(AxiosClient client)
        {
            Interlocked.Increment(ref attached);
            client.Interceptors.Request.Use(config => config.Headers["X-Seen"] = "1");
            client.Use((context, next) => next(context));
            if (Inner is not null)
            {
                client.Plugin(Inner);
            }
        }

        public void Uninstall(AxiosClient client) => Interlocked.Increment(ref uninstalled);
    }
}
