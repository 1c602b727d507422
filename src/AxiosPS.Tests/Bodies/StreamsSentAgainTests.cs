using System.Collections;
using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Bodies;

/// <summary>A stream that goes out again in another call or attempt is never sent empty without a word.</summary>
public sealed class StreamsSentAgainTests : ServerTest
{
    private const string Once = "can be read only once";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task From_a_hook_that_sends_the_config_of_an_error(bool oneWay, bool inForm)
    {
        using var stream = Stream(oneWay);
        var client = Client(o => o.ValidateStatus = StatusCheck.Success);
        client.Interceptors.Response.Use(null, async (failure, token) =>
        {
            if (failure is not AxiosStatusException)
            {
                throw failure; // of the second call
            }

            (failure.Config!.Uri, failure.Config.ValidateStatus) = ("/echo", StatusCheck.Any);
            return await client.SendAsync(failure.Config, token);
        });
        var call = new RequestConfig { Method = "PUT", Uri = "/status/401" };
        call[inForm ? "Form" : "Body"] = inForm ? new Hashtable { ["a"] = stream } : stream;

        var error = await Record.ExceptionAsync(() => client.SendAsync(call));

        Assert.Contains("hello", Server.Requests[0].Text, StringComparison.Ordinal);
        if (oneWay)
        {
            Assert.Contains(Once, Assert.IsType<AxiosException>(error).Message, StringComparison.Ordinal);
            Assert.Single(Server.Requests);
        }
        else
        {
            Assert.Null(error);
            Assert.Equal(Server.Requests[0].Text.Length, Server.Requests[1].Text.Length);
            Assert.Contains("hello", Server.Requests[1].Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task To_the_next_page(bool oneWay, bool setAnew)
    {
        using var stream = Stream(oneWay);
        async Task Walk()
        {
            await foreach (var page in Api.PagesAsync(new() { Method = "POST", Uri = "/echo", Body = stream }, r => Next(r)))
            {
                Assert.Equal(200, page.StatusCode);
            }
        }

        RequestConfig? Next(AxiosResponse page) => page.Uri.Query.Length > 0 ? null
            : setAnew ? new() { Query = { ["cursor"] = 2 }, Body = stream }
            : new() { Query = { ["cursor"] = 2 } };

        if (oneWay)
        {
            Assert.Contains(Once, (await Assert.ThrowsAsync<AxiosException>(Walk)).Message, StringComparison.Ordinal);
        }
        else
        {
            await Walk();
            Assert.Equal(["hello", "hello"], Server.Requests.Select(r => r.Text));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_a_hook_that_sets_it_for_each_attempt(bool oneWay)
    {
        using var stream = Stream(oneWay);
        Api.Interceptors.Request.Use(c => c.Body = stream, new HookOptions { EachAttempt = true });

        var error = await Record.ExceptionAsync(() => Api.SendAsync(new() { Method = "PUT", Uri = "/flaky/a/1", MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) }));

        Assert.Equal(oneWay ? 1 : 2, Server.Requests.Count);
        Assert.All(Server.Requests, r => Assert.Equal("hello", r.Text));
        Assert.Equal(oneWay, error is AxiosException e && e.Message.Contains(Once, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fresh_one_for_each_attempt_is_sent_each_time()
    {
        Api.Interceptors.Request.Use(c => c.Body = Stream(oneWay: true), new HookOptions { EachAttempt = true });

        await Api.SendAsync(new() { Method = "PUT", Uri = "/flaky/b/1", MaxRetries = 1, RetryStrategy = new FixedRetryStrategy(TimeSpan.Zero) });

        Assert.Equal(["hello", "hello"], Server.Requests.Select(r => r.Text));
    }

    [Fact]
    public async Task The_same_config_sends_it_from_where_it_stood_or_has_been_put_since()
    {
        using var stream = Stream(oneWay: false);
        stream.Position = 1;
        var call = new RequestConfig { Method = "PUT", Uri = "/echo", Body = stream };

        await Api.SendAsync(call);
        await Api.SendAsync(call);
        stream.Position = 3;
        await Api.SendAsync(call);
        await Api.SendAsync(call.Copy());

        Assert.Equal(["ello", "ello", "lo", "lo"], Server.Requests.Select(r => r.Text));
    }

    [Fact]
    public async Task A_config_of_its_own_sends_it_from_where_it_stands()
    {
        using var stream = Stream(oneWay: false);

        await Api.PutAsync("/echo", stream);
        await Api.PutAsync("/echo", stream);

        Assert.Equal(["hello", ""], Server.Requests.Select(r => r.Text));
    }

    private static MemoryStream Stream(bool oneWay) => oneWay ? new OneWay("hello"u8.ToArray()) : new MemoryStream("hello"u8.ToArray());
}
