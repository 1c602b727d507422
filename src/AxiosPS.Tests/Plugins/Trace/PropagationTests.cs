using System.Diagnostics;
using AxiosPS.Plugins;
using AxiosPS.Tests.Support;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Trace;

/// <summary>What a real server gets to see.</summary>
public sealed class PropagationTests : TraceTest, IAsyncLifetime
{
    private const string Given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private TestServer server = null!;

    public async Task InitializeAsync() => server = await TestServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task The_server_is_told_the_activity_of_the_call_once()
    {
        using var spans = new SpanLog("127.0.0.1");
        using var client = Api();
        using var caller = new Activity("caller") { TraceStateString = "vendor=1" }.Start();

        await client.GetAsync("/json");

        Assert.Equal([$"00-{caller.TraceId}-{spans.Only.SpanId}-01"], Sent("traceparent"));
        Assert.Equal(["vendor=1"], Sent("tracestate"));
    }

    [Fact]
    public async Task Retries_and_redirects_say_the_same()
    {
        using var spans = new SpanLog("127.0.0.1");
        using var client = Api();

        await client.GetAsync("/flaky/trace/1", new() { MaxRetries = 1, RetryStrategy = AtOnce });
        await client.GetAsync("/redirect/302?to=/json");

        Assert.Equal([spans.Ended[0].Id, spans.Ended[0].Id, spans.Ended[1].Id, spans.Ended[1].Id], server.Requests.Select(r => Assert.Single(r.Headers["traceparent"])));
    }

    [Fact]
    public async Task Where_nobody_listens_the_activity_of_the_caller_is_told()
    {
        using var client = Api();
        using var caller = new Activity("caller").Start();

        await client.GetAsync("/json");

        Assert.Equal([caller.Id!], Sent("traceparent"));
    }

    [Fact]
    public async Task Where_there_is_none_nothing_is_told()
    {
        using var client = Api();

        await client.GetAsync("/json");

        Assert.Empty(Sent("traceparent"));
    }

    [Fact]
    public async Task An_activity_that_a_hook_further_in_has_begun_is_the_one()
    {
        using var spans = new SpanLog("127.0.0.1");
        using var client = Api();
        string? inner = null;
        client.Use(async (context, next) =>
        {
            using var own = new Activity("own").Start();
            inner = own.Id;
            return await next(context);
        });

        await client.GetAsync("/json");

        Assert.Equal([inner!], Sent("traceparent"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_header_of_the_calls_own_is_left_alone(bool attached)
    {
        using var client = attached ? Api() : new(server.Uri.OriginalString);
        using var caller = new Activity("caller") { TraceStateString = "vendor=1" }.Start();
        var call = new RequestConfig();
        call.Headers["traceparent"] = Given;

        await client.GetAsync("/json", call);

        Assert.Equal([Given], Sent("traceparent"));
        Assert.Empty(Sent("tracestate"));
    }

    [Fact]
    public async Task A_config_that_is_sent_once_more_does_not_tell_of_the_call_before()
    {
        using var spans = new SpanLog("127.0.0.1");
        using var client = Api();

        var response = await client.GetAsync("/json");
        await client.SendAsync(response.Config!);

        Assert.Equal(spans.Ended.Select(s => s.Id), server.Requests.Select(r => Assert.Single(r.Headers["traceparent"])));
    }

    [Fact]
    public async Task On_request_nothing_is_told_at_all()
    {
        using var spans = new SpanLog("127.0.0.1");
        using var client = Api(new() { Propagate = false });
        using var caller = new Activity("caller") { TraceStateString = "vendor=1" }.AddBaggage("who", "me").Start();

        await client.GetAsync("/json");

        Assert.Equal(caller.SpanId, spans.Only.ParentSpanId);
        Assert.Empty(new[] { "traceparent", "tracestate", "baggage", "Correlation-Context", "Request-Id" }.SelectMany(Sent));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Baggage_travels_with_the_plugin_and_without_and_beside_a_parent_of_the_calls_own(bool attached, bool ownParent)
    {
        using var client = attached ? Api() : new(server.Uri.OriginalString);
        using var caller = new Activity("caller").AddBaggage("who", "me").Start();
        var call = new RequestConfig();
        call.Headers["traceparent"] = ownParent ? Given : null;

        await client.GetAsync("/json", call);

        Assert.Contains("who", Assert.Single(new[] { "baggage", "Correlation-Context" }.SelectMany(Sent)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Baggage_of_the_calls_own_is_left_alone(bool attached)
    {
        using var client = attached ? Api() : new(server.Uri.OriginalString);
        using var caller = new Activity("caller").AddBaggage("who", "me").Start();
        var call = new RequestConfig();
        (call.Headers["baggage"], call.Headers["Correlation-Context"]) = ("mine=1", "mine=1");

        await client.GetAsync("/json", call);

        Assert.Equal(["mine=1", "mine=1"], new[] { "baggage", "Correlation-Context" }.SelectMany(Sent));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_propagator_of_the_process_decides_what_is_told(bool attached)
    {
        using var spans = new SpanLog("127.0.0.1");
        using var client = attached ? Api() : new(server.Uri.OriginalString);
        using var caller = new Activity("caller").Start();
        var before = DistributedContextPropagator.Current;
        DistributedContextPropagator.Current = new OneHeader();
        try
        {
            await client.GetAsync("/json");
        }
        finally
        {
            DistributedContextPropagator.Current = before;
        }

        Assert.Contains(caller.TraceId.ToHexString(), Assert.Single(Sent("b3")), StringComparison.Ordinal);
        Assert.Empty(Sent("traceparent"));
    }

    [Fact]
    public async Task One_plugin_that_tells_nothing_silences_another_on_the_same_client()
    {
        using var caller = new Activity("caller").Start();
        foreach (var first in new[] { false, true })
        {
            using var client = Api(new() { Propagate = first });
            client.Plugin(new TracePlugin(new() { Propagate = !first }));

            await client.GetAsync("/json");
        }

        Assert.All(server.Requests, request => Assert.False(request.Headers.ContainsKey("traceparent")));
    }

    [Fact]
    public async Task Without_the_plugin_the_server_is_told_what_NET_tells_it()
    {
        using var client = new AxiosClient(server.Uri.OriginalString);
        using var caller = new Activity("caller").Start();

        await client.GetAsync("/json");

        Assert.StartsWith($"00-{caller.TraceId}-", Assert.Single(Sent("traceparent")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_transports_are_told_too()
    {
        using var spans = new SpanLog(Host);
        var transport = new MemoryTransport();
        using var client = Client(transport);

        await client.GetAsync("/x");

        Assert.Equal(spans.Only.Id, transport.Last.Header("traceparent"));
    }

    [Fact]
    public async Task Requests_that_differ_in_nothing_else_are_shared()
    {
        using var spans = new SpanLog("127.0.0.1");
        using var client = Api();
        client.Plugin(new DedupePlugin());

        var calls = Enumerable.Range(0, 5).Select(_ => client.GetAsync("/hold/trace")).ToArray();
        await server.Arrived("trace");
        server.Release("trace");
        await Task.WhenAll(calls);

        Assert.Single(server.Requests);
        Assert.Equal(5, spans.Ended.Count);
        Assert.Contains(Assert.Single(Sent("traceparent")), spans.Ended.Select(s => s.Id));
    }

    private AxiosClient Api(TracingOptions? options = null) => new(new AxiosClientOptions { BaseUri = server.Uri.OriginalString, Plugins = [new TracePlugin(options)] });

    private string[] Sent(string header) => Assert.Single(server.Requests).Headers.GetValueOrDefault(header) ?? [];

    private sealed class OneHeader : DistributedContextPropagator
    {
        public override IReadOnlyCollection<string> Fields => ["b3"];

        public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
        {
            if (activity is not null)
            {
                setter?.Invoke(carrier, "b3", $"{activity.TraceId}-{activity.SpanId}");
            }
        }

        public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) => (traceId, traceState) = (null, null);

        public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
    }
}
