using System.Collections.Concurrent;
using System.Threading.Channels;
using AxiosPS.Plugins;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Plugins.Composition;

/// <summary>
/// Stacks of plugins on a mock transport, whose requests take 83 ms of a clock that else stands still. What the plugins write is kept.
/// </summary>
[Collection("The TracePlugin")]
public abstract class CompositionTest
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<TaskCompletionSource> gates = [];
    private readonly ConcurrentQueue<LogRecord> records = [];
    private readonly ConcurrentQueue<TimingRecord> times = [];
    private readonly Channel<bool> arrivals = Channel.CreateUnbounded<bool>();
    private int asked;

    protected CompositionTest() => Network = new MockTransport().On("*", "*", AnswerAsync);

    protected FakeTimeProvider Time { get; } = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    protected MockTransport Network { get; }

    /// <summary>The server; by default it says 200 and who has asked, or 401 if that is not <see cref="Good"/>.</summary>
    protected Func<MockCall, MockAnswer>? Server { get; set; }

    /// <summary>The token that the server takes; null for any and none.</summary>
    protected string? Good { get; set; }

    /// <summary>How often the provider of <see cref="Auth"/> was asked.</summary>
    protected int Asked => Volatile.Read(ref asked);

    protected IReadOnlyList<LogRecord> Log => [.. records];

    protected IReadOnlyList<TimingRecord> Times => [.. times];

    protected TracePlugin Trace { get; } = new(new() { Keep = 1000 });

    /// <summary>Tokens t1, t2 and so on, each good for an hour; another one takes half a second.</summary>
    protected AuthPlugin Auth() => new(TokenProvider.From((request, _) =>
    {
        Time.Advance(TimeSpan.FromMilliseconds(500));
        return new(new AuthToken($"t{Interlocked.Increment(ref asked)}", Time.GetUtcNow().AddHours(1)));
    }));

    protected LoggerPlugin Logger(LoggerOptions? options = null) => new(records.Enqueue, options);

    protected TimingPlugin Timing() => new(times.Enqueue);

    /// <summary>Counts the calls that have come by: when it has counted one, that is sent or waits for another one.</summary>
    protected IAxiosPlugin Counter() => new Arrivals(arrivals.Writer);

    protected async Task Arrived(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await arrivals.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        }
    }

    /// <summary>The next request that is not held yet waits for this before it is answered.</summary>
    protected TaskCompletionSource Hold()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        gates.Enqueue(gate);
        return gate;
    }

    protected AxiosClient Client(params object[] plugins) => new(new AxiosClientOptions
    {
        BaseUri = "https://api.test",
        TimeProvider = Time,
        Transport = Network,
        Plugins = plugins,
    });

    /// <summary>A client with those plugins in an order of names.</summary>
    protected AxiosClient Ordered(string order, params object[] plugins) => Client([.. plugins.OrderBy(p => order.IndexOf(NameOf(p), StringComparison.Ordinal))]);

    protected static bool IsFirst(string order, string plugin) => order.StartsWith(plugin, StringComparison.Ordinal);

    /// <summary>As the page calls it.</summary>
    protected static string NameOf(object plugin) => plugin.GetType().Name.Replace("Plugin", "", StringComparison.Ordinal);

    protected static Task<AxiosResponse[]> All(IEnumerable<Task<AxiosResponse>> calls) => Task.WhenAll(calls).WaitAsync(Patience);

    /// <summary>Twenty calls at once whose token, got by a first call, is good no more: they are refused together, and then answered.</summary>
    /// <param name="again">How many of them pass the counter once more, each by itself, before they are answered.</param>
    protected async Task<AxiosResponse[]> RefusedAsync(AxiosClient client, int again)
    {
        Good = "t1";
        await client.GetAsync("/first");
        await Arrived(1);
        Good = "t2";
        var (refusal, answer) = (Hold(), Hold());

        var calls = Begin(client, 20);
        await Arrived(20);
        refusal.SetResult();
        await Arrived(again);
        answer.SetResult();
        return await All(calls);
    }

    /// <summary>That many equal calls; each is under way when the next one begins.</summary>
    protected static Task<AxiosResponse>[] Begin(AxiosClient client, int count, string uri = "/a") => [.. Enumerable.Range(0, count).Select(_ => client.GetAsync(uri))];

    protected static async Task Eventually(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(1); // a thread that others need is not kept spinning
        }
    }

    /// <summary>A header of all requests so far.</summary>
    protected IEnumerable<string?> Sent(string header) => Network.Calls.Select(call => call.Headers.Get(header));

    private async ValueTask<MockAnswer> AnswerAsync(MockCall call, CancellationToken cancellationToken)
    {
        Time.Advance(TimeSpan.FromMilliseconds(83));
        if (gates.TryDequeue(out var gate))
        {
            await gate.Task.WaitAsync(cancellationToken);
        }

        var who = call.Headers.Get("Authorization");
        return Server?.Invoke(call) ?? (Good is not null && who != $"Bearer {Good}" ? new(401) : new() { Body = who ?? "nobody" });
    }

    private sealed class Arrivals(ChannelWriter<bool> arrivals) : IAxiosPlugin
    {
        public void Attach(AxiosClient client) => client.Use((context, next) =>
        {
            var answer = next(context);
            arrivals.TryWrite(true);
            return answer;
        });
    }
}
