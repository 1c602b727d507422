using AxiosPS.Plugins;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>A transport that counts, and a clock that stands still: each answer says the how manieth it is.</summary>
internal sealed class CountingServer : ITransport
{
    private int count;

    public FakeTimeProvider Time { get; } = new();

    /// <summary>How many requests have come.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>What to answer, by the request and its number. Default: 200 with the number as its body.</summary>
    public Func<TransportRequest, int, Task<TransportResponse>> Answer { get; set; } = (_, number) => Task.FromResult(Text($"{number}"));

    public static TransportResponse Text(string text, int status = 200, params (string Name, string Value)[] headers)
    {
        var fields = new HeaderCollection { ["Content-Type"] = "text/plain" };
        foreach (var (name, value) in headers)
        {
            fields.Add(name, value);
        }

        return new(status, fields, new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    public void Answers(int status, params (string Name, string Value)[] headers) =>
        Answer = (_, number) => Task.FromResult(Text($"{number}", status, headers));

    public AxiosClient Client(CacheOptions? options = null) => Client(new CachePlugin(options));

    public AxiosClient Client(CachePlugin plugin) =>
        new(new AxiosClientOptions { BaseUri = "https://api.test", TimeProvider = Time, Transport = this, Plugins = [plugin] });

    public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) =>
        Answer(request, Interlocked.Increment(ref count)).WaitAsync(cancellationToken);
}
