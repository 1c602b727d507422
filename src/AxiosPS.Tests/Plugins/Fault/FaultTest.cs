using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Fault;

/// <summary>A client with a FaultPlugin, on a network that says 200 to all.</summary>
public abstract class FaultTest
{
    protected MemoryTransport Network { get; } = new();

    protected FakeTimeProvider Time { get; } = new();

    protected async Task<List<int>> Statuses(FaultOptions options, int count)
    {
        using var client = Client(options);
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            statuses.Add((await client.GetAsync("/x")).StatusCode);
        }

        return statuses;
    }

    protected AxiosClient Client(FaultOptions options, TimeProvider? clock = null, ITransport? transport = null) => new(new AxiosClientOptions
    {
        BaseUri = "http://a.test",
        Transport = transport ?? Network,
        TimeProvider = clock ?? Time,
        Plugins = [new FaultPlugin(options)],
    });
}
