using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins;

public sealed class PluginShapeTests : IDisposable
{
    private readonly AxiosClient client = new(new AxiosClientOptions { BaseUri = "http://a.test", Transport = new MemoryTransport() });

    public void Dispose() => client.Dispose();

    [Fact]
    public async Task A_class_with_Attach_and_nothing_else_is_a_plugin()
    {
        var plugin = new AttachOnly();

        Assert.Same(client, client.Plugin(plugin));
        await client.GetAsync("/x");

        Assert.Equal(1, plugin.Runs);
        var attached = Assert.Single(client.Plugins);
        Assert.Equal(("AttachOnly", "AttachOnly"), (attached.Name, attached.ToString()));
        Assert.Same(plugin, attached.Plugin);
        Assert.Same(client, attached.Client);
        Assert.Equal("AttachOnly", Assert.Single(attached.Hooks).Plugin);
        Assert.True(client.RemovePlugin(plugin)); // without an Uninstall too
        Assert.False(client.RemovePlugin(plugin));
    }

    [Fact]
    public void Uninstall_is_called_where_there_is_one()
    {
        var plugin = new WithUninstall();
        client.Plugin(plugin);

        client.RemovePlugin(plugin);

        Assert.Equal(["attach", "uninstall"], plugin.Log);
    }

    [Fact]
    public void The_interface_is_for_those_who_like_one()
    {
        var plugin = new ByInterface();
        client.Plugin(plugin);
        client.RemovePlugin(client.Plugins[0]);

        Assert.Equal(2, plugin.Calls);
    }

    [Fact]
    public void A_name_may_be_given()
    {
        client.Plugin(new Named());

        Assert.Equal("Fancy", client.Plugins[0].Name);
    }

    [Fact]
    public void An_asynchronous_Attach_is_waited_for_and_its_hooks_are_the_plugins()
    {
        client.Plugin(new AsyncAttach());
        client.Plugin(new ValueTaskAttach());

        Assert.Equal(["AsyncAttach", "ValueTaskAttach"], client.Pipeline.Where(s => s.Stage == "Middleware").Select(s => s.Plugin));
    }

    [Fact]
    public void An_Attach_may_take_any_type_that_a_client_is()
    {
        client.Plugin(new LooseAttach());

        Assert.Single(client.Plugins);
    }

    [Fact]
    public void An_object_without_Attach_is_refused_with_a_picture_of_a_plugin()
    {
        var error = Assert.Throws<ArgumentException>(() => client.Plugin(new List<int>()));

        Assert.Contains("public void Attach(AxiosClient client)", error.Message, StringComparison.Ordinal);
        Assert.Contains("@{ Name = 'My'; Attach = { param($client)", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => client.Plugin(null!));
        Assert.Empty(client.Plugins);
    }

    [Fact]
    public void An_Attach_of_the_wrong_shape_is_pointed_out()
    {
        var error = Assert.Throws<ArgumentException>(() => client.Plugin(new WrongAttach()));

        Assert.Contains("Attach(System.String)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_instance_twice_is_refused_and_another_one_is_not()
    {
        var plugin = new AttachOnly();
        client.Plugin(plugin);

        Assert.Contains("attached to the client already", Assert.Throws<ArgumentException>(() => client.Plugin(plugin)).Message, StringComparison.Ordinal);
        client.Plugin(new AttachOnly());
        using var other = new AxiosClient(new AxiosClientOptions { Plugins = [plugin] });

        Assert.Equal((2, 1), (client.Plugins.Count, other.Plugins.Count));
    }

    public sealed class AttachOnly
    {
        public int Runs { get; private set; }

        public void Attach(AxiosClient client) => client.Interceptors.Request.Use(_ => Runs++);
    }

    public sealed class WithUninstall
    {
        public List<string> Log { get; } = [];

        public void Attach(AxiosClient client) => Log.Add("attach");

        public void Uninstall(AxiosClient client) => Log.Add("uninstall");
    }

    public sealed class ByInterface : IAxiosPlugin
    {
        public int Calls { get; private set; }

        void IAxiosPlugin.Attach(AxiosClient client) => Calls++;

        void IAxiosPlugin.Uninstall(AxiosClient client) => Calls++;
    }

    public sealed class Named
    {
        public string Name => "Fancy";

        public void Attach(AxiosClient client)
        {
        }
    }

    public sealed class AsyncAttach
    {
        public async Task Attach(AxiosClient client)
        {
            await Task.Yield();
            client.Use((_, next) => next());
        }
    }

    public sealed class ValueTaskAttach
    {
        public async ValueTask Attach(AxiosClient client)
        {
            await Task.Yield();
            client.Use((_, next) => next());
        }
    }

    public sealed class LooseAttach
    {
        public void Attach(object client) => Assert.IsType<AxiosClient>(client);
    }

    public sealed class WrongAttach
    {
        public void Attach(string client) => _ = client;
    }
}
