using System.Diagnostics;
using AxiosPS.Plugins;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Plugins.Trace;

/// <summary>Where an activity begins and ends.</summary>
public sealed class ActivityLifeTests : ActivityTest
{
    [Fact]
    public async Task It_is_the_current_one_further_in_and_the_callers_is_back_afterwards()
    {
        using var client = Client();
        Activity? within = null;
        client.Use((context, next) =>
        {
            within = Activity.Current;
            return next(context);
        });
        using var caller = new Activity("caller").Start();

        var call = client.GetAsync("/x");
        Assert.Same(caller, Activity.Current);
        await call;

        Assert.Same(caller, Activity.Current);
        Assert.Same(Spans.Only, within);
        Assert.Equal(caller.SpanId, Spans.Only.ParentSpanId);
    }

    [Fact]
    public async Task That_of_a_stream_ends_with_its_headers()
    {
        using var client = Client(new MemoryTransport(_ => new(200, null, new MemoryStream([1, 2, 3]))));

        var response = await client.GetAsync("/x", new() { Stream = true });

        Assert.True(Spans.Only.IsStopped);
        Assert.Equal(1, response.Stream!.ReadByte());
        response.Stream.Dispose();
    }

    [Fact]
    public async Task A_call_in_flight_ends_its_activity_when_the_plugin_is_removed()
    {
        var answer = new TaskCompletionSource<TransportResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var client = Client(new MemoryTransport((_, _) => answer.Task));

        var call = client.GetAsync("/x");
        client.RemovePlugin(client.Plugins[0]);
        Assert.Empty(Spans.Ended);
        answer.SetResult(new(200));
        await call;
        await client.GetAsync("/x");

        Assert.Equal(200, Spans.Only.GetTagItem("http.response.status_code"));
    }

    [Fact]
    public async Task The_end_of_the_client_ends_the_activities_of_its_calls()
    {
        using var client = Client(new MemoryTransport((_, token) => new TaskCompletionSource<TransportResponse>().Task.WaitAsync(token)));

        var call = client.GetAsync("/x");
        client.Close();
        await Assert.ThrowsAsync<AxiosCanceledException>(() => call);

        Assert.Equal("canceled", Spans.Only.GetTagItem("error.type"));
    }

    [Fact]
    public async Task Sixteen_threads_have_each_their_own()
    {
        using var client = Client(new MemoryTransport(async (_, _) =>
        {
            await Task.Yield();
            return new(200);
        }));

        await Parallel.ForEachAsync(Enumerable.Range(0, 160), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, token) =>
        {
            using var caller = new Activity($"{number}").Start();
            await client.GetAsync($"/{number}", cancellationToken: token);
            Assert.Same(caller, Activity.Current);
        });

        Assert.Equal(160, Spans.Ended.Count);
        Assert.All(Spans.Ended, s => Assert.EndsWith($"/{s.Parent!.OperationName}", (string)s.GetTagItem("url.full")!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_middleware_further_out_that_calls_twice_makes_two_each_with_its_own_retries()
    {
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}", Transport = MemoryTransport.Statuses(503, 200, 503, 200) });
        client.Use(async (context, next) =>
        {
            await next(context);
            return await next(context);
        });
        client.Plugin(new TracePlugin());

        await client.GetAsync("/x", new() { MaxRetries = 1, RetryStrategy = AtOnce });

        Assert.Equal([1, 1], Spans.Ended.Select(s => s.Events.Count()));
        Assert.Equal([1, 1], Spans.Ended.Select(s => s.GetTagItem("http.request.resend_count")));
    }

    [Fact]
    public async Task One_that_only_propagates_is_given_no_more_than_it_was_made_with()
    {
        using var other = new SpanLog(Host + "x", ActivitySamplingResult.PropagationData);
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = $"http://{Host}x", Transport = new MemoryTransport(503), Plugins = [new TracePlugin()] });

        await client.GetAsync("/x", new() { MaxRetries = 1, RetryStrategy = AtOnce });

        Assert.Null(other.Only.GetTagItem("http.response.status_code"));
        Assert.Empty(other.Only.Events);
    }
}
