using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

public sealed class OrderTests
{
    private readonly List<string> log = [];

    [Fact]
    public async Task A_call_with_two_of_everything_goes_exactly_as_the_drawing_says()
    {
        using var client = TwoOfEverything(MemoryTransport.Statuses(503, 200));

        await client.SendAsync(Call());

        Assert.Equal(
            [
                "request 1", "request 2",
                "transform request 1", "transform request 2",
                "middleware 1 in", "middleware 2 in",
                "attempt request 1", "attempt request 2", "transport", "attempt response 1: 503", "attempt response 2: 503",
                "delay 1",
                "attempt request 1", "attempt request 2", "transport", "attempt response 1: 200", "attempt response 2: 200",
                "middleware 2 out: 200", "middleware 1 out: 200",
                "transform response 1", "transform response 2",
                "status check",
                "response 1", "response 2",
            ],
            log);
    }

    [Fact]
    public async Task A_call_whose_retries_are_used_up_ends_in_the_onRejected_of_the_response_interceptors()
    {
        using var client = TwoOfEverything(MemoryTransport.Statuses(503));

        var error = await Assert.ThrowsAsync<AxiosStatusException>(() => client.SendAsync(Call()));

        Assert.Equal(2, log.Count(l => l == "transport"));
        Assert.Equal(["status check", "rejected 1", "rejected 2"], log[^3..]);
        Assert.Equal([503, 503], error.Attempts.Select(a => a.StatusCode));
    }

    [Fact]
    public void The_printed_pipeline_lists_the_hooks_in_that_order()
    {
        using var client = TwoOfEverything(new MemoryTransport());

        Assert.Equal(
            ["Request", "Request", "Middleware", "Middleware", "AttemptRequest", "AttemptRequest", "Transport", "AttemptResponse", "AttemptResponse", "Response", "Response"],
            client.Pipeline.Select(s => s.Stage));
        Assert.Equal(Enumerable.Range(1, 11), client.Pipeline.Select(s => s.Order));
    }

    [Fact]
    public async Task A_middleware_that_does_not_call_next_is_still_inside_the_interceptors()
    {
        var transport = new MemoryTransport();
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = "https://a.test", Transport = transport });
        client.Interceptors.Request.Use(c => c.Headers["Authorization"] = "Bearer 1");
        client.Interceptors.Response.Use(r => log.Add($"logged {r.StatusCode}"));
        client.Use((context, next) => Task.FromResult(new AxiosResponse(203, request: context)));

        var response = await client.GetAsync("/x");

        Assert.Empty(transport.Requests);
        Assert.Equal(["logged 203"], log);
        Assert.Equal("Bearer 1", response.Config!.Headers["Authorization"]);
    }

    private static RequestConfig Call() => new() { Uri = "/x", MaxRetries = 1 };

    private AxiosClient TwoOfEverything(MemoryTransport transport)
    {
        var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            Transport = new MemoryTransport((request, token) =>
            {
                log.Add("transport");
                return transport.SendAsync(request, token);
            }),
            TimeProvider = new FakeTimeProvider(),
            RetryStrategy = new LoggedStrategy(log),
            ValidateStatus = StatusCheck.From(status =>
            {
                log.Add("status check");
                return status < 400;
            }),
            TransformRequest = [new LoggedTransform(log, "transform request 1"), new LoggedTransform(log, "transform request 2")],
            TransformResponse = [new LoggedTransform(log, "transform response 1"), new LoggedTransform(log, "transform response 2")],
        });

        foreach (var n in new[] { 1, 2 })
        {
            // Registered the wrong way round, so that the stage and not the registration decides.
            client.Interceptors.Response.Use(
                (_, _) => Logged<AxiosResponse>($"response {n}"),
                (_, _) => Logged<AxiosResponse>($"rejected {n}"));
            client.Interceptors.Response.Use(r => log.Add($"attempt response {n}: {r.StatusCode}"), new HookOptions { EachAttempt = true });
            client.Interceptors.Request.Use(_ => log.Add($"attempt request {n}"), new HookOptions { EachAttempt = true });
            client.Use(async (context, next) =>
            {
                log.Add($"middleware {n} in");
                var response = await next(context);
                log.Add($"middleware {n} out: {response.StatusCode}");
                return response;
            });
            client.Interceptors.Request.Use(_ => log.Add($"request {n}"));
        }

        return client;
    }

    private ValueTask<T?> Logged<T>(string line)
    {
        log.Add(line);
        return default;
    }

    private sealed class LoggedStrategy(List<string> log) : IRetryStrategy
    {
        public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken)
        {
            log.Add($"delay {retry.Retry}");
            return default;
        }
    }

    private sealed class LoggedTransform(List<string> log, string line) : IDataTransform
    {
        public ValueTask<object?> TransformAsync(object? data, HeaderCollection headers, CancellationToken cancellationToken)
        {
            log.Add(line);
            return new(data);
        }
    }
}
