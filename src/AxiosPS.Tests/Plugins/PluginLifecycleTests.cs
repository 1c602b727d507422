using System.Diagnostics;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins;

public sealed class PluginLifecycleTests : IDisposable
{
    private readonly List<string> log = [];
    private readonly AxiosClient client = new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new MemoryTransport() });

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task An_Attach_that_throws_leaves_the_client_as_it_was()
    {
        client.Interceptors.Request.Use(_ => log.Add("mine"));
        var before = client.Pipeline.Select(s => s.ToString()).ToArray();
        var cause = new InvalidOperationException("no vault");

        var error = Assert.Throws<AxiosHookException>(() => client.Plugin(new Recorder("bad", log) { OnAttach = () => throw cause }));

        Assert.Same(cause, error.InnerException);
        Assert.Contains("'bad'", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, client.Pipeline.Select(s => s.ToString()));
        Assert.Empty(client.Plugins);
        await client.GetAsync("/x");
        Assert.Equal(["mine"], log); // and Uninstall was not called
    }

    [Fact]
    public void Listeners_of_the_trace_source_are_told_whose_warning_it_is()
    {
        var said = new StringWriter();
        using var listener = new TextWriterTraceListener(said);
        AxiosClient.Warnings.Listeners.Add(listener);
        var level = AxiosClient.Warnings.Switch.Level;
        AxiosClient.Warnings.Switch.Level = SourceLevels.Warning;
        try
        {
            client.Plugin(new Recorder("loud", log) { OnAttach = () => client.Warn("lost {3} numbers at http://x.test/?token=s3cr3t") });
            client.Warn("of a hook");
        }
        finally
        {
            AxiosClient.Warnings.Switch.Level = level;
            AxiosClient.Warnings.Listeners.Remove(listener);
        }

        Assert.Contains(": loud on AxiosClient http://a.test: lost {3} numbers at http://x.test/?token=***", said.ToString(), StringComparison.Ordinal);
        Assert.Contains(": AxiosClient http://a.test: of a hook", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_failed_may_be_attached_again()
    {
        var fails = true;
        var plugin = new Recorder("p", log) { OnAttach = () => _ = fails ? throw new InvalidOperationException() : 0 };
        Assert.Throws<AxiosHookException>(() => client.Plugin(plugin));
        fails = false;

        client.Plugin(plugin);

        Assert.Equal(3, client.Plugins[0].Hooks.Count);
    }

    [Fact]
    public async Task Removing_takes_its_hooks_and_only_its_hooks_and_then_uninstalls()
    {
        var plugin = new Recorder("p", log);
        client.Interceptors.Request.Use(_ => log.Add("mine"));
        client.Plugin(plugin).Plugin(new Recorder("q", log));
        plugin.OnUninstall = () => Assert.DoesNotContain(client.Pipeline, s => s.Plugin == "p");

        Assert.True(client.RemovePlugin(plugin));
        await client.GetAsync("/x");

        Assert.Equal(["p uninstall", "mine", "q request", "q middleware", "q response"], log);
        Assert.Equal("q", Assert.Single(client.Plugins).Name);
    }

    [Fact]
    public void An_Uninstall_that_throws_changes_nothing_of_that()
    {
        var plugin = new Recorder("p", log) { OnUninstall = () => throw new InvalidOperationException("stuck") };
        client.Plugin(plugin);

        var error = Assert.Throws<AxiosHookException>(() => client.RemovePlugin(plugin));

        Assert.Contains("'p'", error.Message, StringComparison.Ordinal);
        Assert.Empty(client.Plugins);
        Assert.Equal("Transport", Assert.Single(client.Pipeline).Stage);
        client.Close();
        Assert.Equal(["p uninstall"], log);
    }

    [Fact]
    public async Task Calls_in_flight_when_a_plugin_is_removed_finish_with_the_hooks_they_started_with()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var api = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport(async (_, _) =>
            {
                await gate.Task;
                return new(200);
            }),
        });
        var plugin = new Recorder("p", log);
        api.Plugin(plugin);

        var call = api.GetAsync("/x");
        api.RemovePlugin(plugin);
        api.Interceptors.Response.Use(_ => log.Add("too late"));
        gate.SetResult();
        await call;

        Assert.Equal(["p request", "p middleware", "p uninstall", "p response"], log);
    }

    [Fact]
    public async Task What_a_plugin_registers_after_its_removal_is_refused()
    {
        var removed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task? later = null;
        var plugin = new Recorder("p", log) { OnAttach = () => later = Later() };
        client.Plugin(plugin);
        client.RemovePlugin(plugin);
        removed.SetResult();

        await Assert.ThrowsAsync<InvalidOperationException>(() => later!);
        Assert.Equal("Transport", Assert.Single(client.Pipeline).Stage);

        async Task Later()
        {
            await removed.Task;
            client.Use((_, next) => next());
        }
    }

    [Fact]
    public void Plugins_among_the_options_are_attached_in_order_and_taken_back_if_one_fails()
    {
        var bad = new Recorder("bad", log) { OnAttach = () => throw new InvalidOperationException("first cause") };
        var stuck = new Recorder("stuck", log) { OnUninstall = () => throw new InvalidOperationException("second cause") };

        using var good = new AxiosClient(new AxiosClientOptions { Plugins = [new Recorder("a", log), new Recorder("b", log)] });
        var error = Assert.Throws<AxiosHookException>(() => new AxiosClient(new AxiosClientOptions { Plugins = [stuck, bad] }));

        Assert.Equal(["a", "b"], good.Plugins.Select(p => p.Name));
        Assert.Equal(["stuck uninstall"], log);
        Assert.Contains("first cause", error.Message, StringComparison.Ordinal);
    }
}
