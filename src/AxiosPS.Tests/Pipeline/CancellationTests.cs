using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Pipeline;

public sealed class CancellationTests : ServerTest
{
    [Fact]
    public async Task A_call_that_was_cancelled_before_it_began_sends_nothing()
    {
        var transport = new MemoryTransport();
        var client = Client(o => o.Transport = transport);
        var hooks = 0;
        client.Interceptors.Request.Use(_ => hooks++);

        var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => client.GetAsync("/x", null, new CancellationToken(true)));

        Assert.Equal((0, 0), (hooks, transport.Requests.Count));
        Assert.Empty(error.Attempts);
        Assert.NotNull(error.Config);
    }

    [Theory]
    [InlineData("/hold/x")]
    [InlineData("/trickle/1000000?ms=20")]
    public async Task Cancelling_while_waiting_or_in_the_body_closes_the_socket(string uri)
    {
        using var cancel = new CancellationTokenSource();

        var call = Api.GetAsync(uri, null, cancel.Token);
        await Server.Until(() => Server.Requests.Count == 1);
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => call);
        await Server.Until(() => Server.Aborted == 1 && Server.OpenConnections == 0);
        Assert.Equal(cancel.Token, error.CancellationToken);
        Assert.IsType<AxiosCanceledException>(Assert.Single(error.Attempts).Error);
    }

    [Fact]
    public async Task A_cancel_token_that_a_middleware_sets_ends_the_call_from_then_on()
    {
        using var stop = new AxiosCancelToken();
        var client = Client(_ => { });
        client.Use((context, next) =>
        {
            context.Config.CancelToken = stop;
            return next(context);
        });

        var call = client.GetAsync("/hold/x");
        await Server.Until(() => Server.Requests.Count == 1);
        stop.Cancel("enough");

        Assert.Equal("enough", (await Assert.ThrowsAsync<AxiosCanceledException>(() => call)).Reason);
        await Server.Until(() => Server.Aborted == 1);
    }

    [Fact]
    public async Task Cancelling_in_a_middleware_before_any_attempt_is_a_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        Api.Use(async (context, next) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
            return await next();
        });

        var call = Api.GetAsync("/json", null, cancel.Token);
        await cancel.CancelAsync();

        Assert.Empty((await Assert.ThrowsAsync<AxiosCanceledException>(() => call)).Attempts);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Closing_the_client_ends_its_calls_and_closes_their_sockets()
    {
        var calls = Enumerable.Range(0, 5).Select(_ => Api.GetAsync("/hold/x")).ToArray();
        await Server.Arrived("x", 5);

        Api.Close();

        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
            Assert.Equal("the client was closed.", error.Reason);
        }

        await Server.Until(() => Server.OpenConnections == 0);
    }

    [Fact]
    public async Task A_transport_that_cancels_by_itself_is_a_network_failure()
    {
        var client = Client(o => o.Transport = new MemoryTransport(_ => throw new TaskCanceledException("its own")));

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));

        Assert.Equal(NetworkFailure.Other, error.Failure);
    }

    [Fact]
    public async Task A_transport_of_its_own_time_out_is_no_connect_time_out()
    {
        var client = Client(o => o.Transport = new MemoryTransport(_ => throw new TimeoutException("its own")));

        await Assert.ThrowsAsync<AxiosNetworkException>(() => client.GetAsync("/x"));
    }
}
