using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Trace;

/// <summary>Tests of the TracePlugin take turns: whether anybody listens is a matter of the whole process.</summary>
[Collection("The TracePlugin")]
public abstract class TraceTest
{
    protected static readonly FixedRetryStrategy AtOnce = new(TimeSpan.Zero);

    /// <summary>A name of this test alone, which no network ever hears of.</summary>
    protected string Host { get; } = $"{Guid.NewGuid():n}.test";

    protected FakeTimeProvider Time { get; } = new();

    internal AxiosClient Client(ITransport transport, TracingOptions? options = null) => new(new AxiosClientOptions
    {
        BaseUri = $"http://{Host}",
        Transport = transport,
        TimeProvider = Time,
        Plugins = [new TracePlugin(options)],
    });

    internal AxiosClient Client(int status = 200) => Client(new MemoryTransport(status));
}
