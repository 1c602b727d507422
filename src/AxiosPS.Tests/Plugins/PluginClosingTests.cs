using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins;

/// <summary>Closing a client uninstalls its plugins, also those that are being attached just then.</summary>
public sealed class PluginClosingTests : IDisposable
{
    private readonly List<string> log = [];
    private readonly AxiosClient client = new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new MemoryTransport() });

    public void Dispose() => client.Dispose();

    [Fact]
    public void Closing_uninstalls_all_last_first_each_once_and_reports_all_errors_together()
    {
        client.Plugin(new Recorder("one", log) { OnUninstall = () => throw new InvalidOperationException("1 stuck") })
            .Plugin(new Recorder("two", log))
            .Plugin(new Recorder("three", log) { OnUninstall = () => throw new InvalidOperationException("3 stuck") });

        var error = Assert.Throws<AxiosHookException>(client.Close);
        client.Close();
        client.Dispose();

        Assert.Equal(["three uninstall", "two uninstall", "one uninstall"], log);
        Assert.Contains("1 stuck", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 stuck", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.IsType<AggregateException>(error.InnerException).InnerExceptions.Count);
        Assert.True(client.IsClosed);
        Assert.Empty(client.Plugins);
        Assert.Equal("Transport", Assert.Single(client.Pipeline).Stage);
    }

    [Fact]
    public async Task A_plugin_attached_while_the_client_closes_is_uninstalled_too()
    {
        var attaching = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var closed = new ManualResetEventSlim();
        var plugin = new Recorder("late", log)
        {
            OnAttach = () =>
            {
                attaching.SetResult();
                closed.Wait();
            },
        };
        var attach = Task.Run(() => client.Plugin(plugin));
        await attaching.Task;
        client.Close();
        closed.Set();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => attach);
        Assert.Equal(["late uninstall"], log);
        Assert.Empty(client.Plugins);
    }

    [Fact]
    public void One_that_was_attached_after_the_closing_client_had_looked_for_plugins_is_uninstalled_too()
    {
        var plugin = new ClosesInBetween(client, log);

        Assert.Throws<ObjectDisposedException>(() => client.Plugin(plugin));

        Assert.Equal(["attach", "uninstall"], log);
        Assert.Empty(client.Plugins);
    }

    /// <summary>Its name is asked for after the client was found open and before it is on the list.</summary>
    public sealed class ClosesInBetween(AxiosClient client, List<string> log) : IAxiosPlugin
    {
        public string Name
        {
            get
            {
                client.Close();
                return "late";
            }
        }

        public void Attach(AxiosClient client) => log.Add("attach");

        public void Uninstall(AxiosClient client) => log.Add("uninstall");
    }
}
