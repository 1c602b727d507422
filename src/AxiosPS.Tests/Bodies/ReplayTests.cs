using System.Collections;
using AxiosPS.Tests.Files;

namespace AxiosPS.Tests.Bodies;

/// <summary>A body that goes out again is the same, byte by byte; one that cannot says so.</summary>
public sealed class ReplayTests : FolderTest
{
    private static readonly FixedRetryStrategy AtOnce = new(TimeSpan.Zero);

    [Theory]
    [InlineData("Json")]
    [InlineData("UrlEncoded")]
    [InlineData("Bytes")]
    [InlineData("Stream")]
    [InlineData("InFile")]
    [InlineData("Form")]
    public async Task A_retry_sends_it_again(string kind)
    {
        using var stream = new MemoryStream(Pattern(300_000)) { Position = 7 };
        var call = Call(kind, stream);
        (call.Uri, call.MaxRetries, call.RetryStrategy) = ($"/flaky/{kind}/2", 2, AtOnce);

        Assert.Equal(200, (await Api.SendAsync(call)).StatusCode);

        AssertSame(3, kind);
    }

    [Theory]
    [InlineData(307, "Json")]
    [InlineData(307, "Stream")]
    [InlineData(307, "InFile")]
    [InlineData(307, "Form")]
    [InlineData(308, "Bytes")]
    [InlineData(308, "Stream")]
    [InlineData(308, "InFile")]
    [InlineData(308, "Form")]
    public async Task So_does_a_redirect(int status, string kind)
    {
        using var stream = new MemoryStream(Pattern(300_000)) { Position = 7 };
        var call = Call(kind, stream);
        call.Uri = $"/redirect/{status}?to=/echo";

        Assert.Equal(200, (await Api.SendAsync(call)).StatusCode);

        AssertSame(2, kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_one_way_stream_is_not_tried_again_and_a_redirect_that_needs_it_is_an_error(bool inForm)
    {
        RequestConfig Once(string uri)
        {
            var stream = new OneWay("once"u8.ToArray());
            var call = new RequestConfig { Method = "PUT", Uri = uri, MaxRetries = 2, RetryStrategy = AtOnce };
            call[inForm ? "Form" : "Body"] = inForm ? new Hashtable { ["a"] = stream } : stream;
            return call;
        }

        Assert.Equal(503, (await Api.SendAsync(Once("/flaky/once/2"))).StatusCode);
        Assert.Contains("once", Assert.Single(Server.Requests).Text, StringComparison.Ordinal);

        var error = await Assert.ThrowsAnyAsync<AxiosException>(() => Api.SendAsync(Once("/redirect/307?to=/echo")));

        Assert.Contains("can be read only once, and it has been sent already", error.Message, StringComparison.Ordinal);
        Assert.Contains("was redirected (307) to ", error.Message, StringComparison.Ordinal);
        Assert.Equal(NetworkFailure.Redirect, Assert.IsType<AxiosNetworkException>(error).Failure);
        Assert.Equal(2, Server.Requests.Count);
        Assert.Single(error.Attempts);
    }

    [Fact]
    public async Task A_middleware_that_sends_a_one_way_stream_twice_is_told_which_call_it_was()
    {
        var api = Client(_ => { });
        api.Use(async (context, next) =>
        {
            await next(context);
            return await next(context);
        });

        var error = await Assert.ThrowsAsync<AxiosException>(() => api.SendAsync(new() { Method = "PUT", Uri = "/echo", Body = new OneWay("once"u8.ToArray()) }));

        Assert.StartsWith("PUT http://", error.Message, StringComparison.Ordinal);
        Assert.Contains("read only once, and it has been sent already; a middleware", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_one_way_stream_of_which_nothing_was_read_may_still_go_out()
    {
        var attempts = 0;
        var api = Client(o => (o.MaxRetries, o.RetryStrategy) = (1, AtOnce));
        api.Interceptors.Request.Use(
            config =>
            {
                if (attempts++ == 0)
                {
                    config.BaseUri = "http://127.0.0.1:1"; // nobody listens
                }
            },
            new HookOptions { EachAttempt = true });

        var response = await api.SendAsync(new() { Method = "PUT", Uri = "/echo", Body = new OneWay("once"u8.ToArray()) });

        Assert.Equal([0, 200], response.Attempts.Select(a => a.StatusCode));
        Assert.Equal("once", Assert.Single(Server.Requests).Text);
    }

    [Fact]
    public async Task A_stream_that_is_sent_twice_at_once_arrives_whole_both_times()
    {
        var api = Client(_ => { });
        using var stream = new SmallReads(Pattern(1_000_000));
        api.Use(async (context, next) => (await Task.WhenAll(next(context), next(context)))[0]);

        await api.SendAsync(new() { Method = "PUT", Uri = "/echo", Body = stream });

        Assert.Equal(2, Server.Requests.Count);
        Assert.All(Server.Requests, r => Assert.True(r.Body.Span.SequenceEqual(Pattern(1_000_000))));
    }

    private RequestConfig Call(string kind, Stream stream)
    {
        File.WriteAllBytes(In("a.bin"), Pattern(300_000));
        var call = new RequestConfig { Method = "PUT" };
        switch (kind)
        {
            case "Json": call.Json = new { A = "ä" }; break;
            case "UrlEncoded": call.UrlEncoded = new Hashtable { ["a"] = "ä" }; break;
            case "Bytes": call.Body = Pattern(300_000); break;
            case "Stream": call.Body = stream; break;
            case "InFile": call.InFile = In("a.bin"); break;
            default: call.Form = new Hashtable { ["t"] = "ä", ["f"] = new object[] { new FileInfo(In("a.bin")), stream, Pattern(1000) } }; break;
        }

        return call;
    }

    private void AssertSame(int times, string kind)
    {
        Assert.Equal(times, Server.Requests.Count);
        var first = Server.Requests[0];
        Assert.All(Server.Requests, r =>
        {
            Assert.Equal(first.Body.ToArray(), r.Body.ToArray());
            Assert.Equal(first.Headers["content-type"], r.Headers["content-type"]);
            Assert.Equal(first.Headers["content-length"], r.Headers["content-length"]);
        });
        Assert.True(kind switch
        {
            "Stream" => first.Body.Span.SequenceEqual(Pattern(300_000).AsSpan(7)),
            "InFile" or "Bytes" => first.Body.Span.SequenceEqual(Pattern(300_000)),
            "Form" => first.Body.Length > 600_000 && first.Body.Span.IndexOf(Pattern(300_000)) > 0 && first.Body.Span.IndexOf(Pattern(300_000).AsSpan(7)) > 0,
            _ => first.Body.Length > 0,
        });
    }

    /// <summary>Reads small pieces and lets others have their turn in between.</summary>
    private sealed class SmallReads(byte[] bytes) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return Read(buffer.Span[..Math.Min(buffer.Length, 1000)]);
        }
    }
}
