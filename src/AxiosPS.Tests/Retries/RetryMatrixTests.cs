using System.Net;
using System.Net.Sockets;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Retries;

/// <summary>
/// Every kind of failure with every kind of request: tried again or not, how often the server saw it, after which waits by the
/// clock, and what the error says in the end. Two retries, 2 s and 3 s.
/// </summary>
public sealed class RetryMatrixTests
{
    private static readonly int[] Retried = [408, 425, 429, 500, 502, 503, 504];

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(7);

    private readonly RetryClock time = new();

    public static TheoryData<string, bool, bool> Requests => new()
    {
        { "GET", false, true },
        { "POST", false, false },
        { "POST", true, true }, // with an Idempotency-Key
        { "PUT", false, true },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Statuses_400_to_599(string method, bool withKey, bool repeats)
    {
        await using var server = await TestServer.StartAsync();
        using var client = Client();
        for (var status = 400; status <= 599; status++)
        {
            server.Clear();
            var before = time.Waits.Count;
            var config = Config($"{server.Uri}status/{status}", method, withKey);
            config.ValidateStatus = StatusCheck.Success;

            var error = await Assert.ThrowsAsync<AxiosStatusException>(() => client.SendAsync(config));

            var again = repeats && Retried.Contains(status);
            Assert.Equal((status, again ? 3 : 1), (error.StatusCode, server.Requests.Count));
            Assert.Equal(again ? [2, 3] : [], time.Waits.Skip(before));
            Assert.Equal(again ? [(status, 0.0), (status, 2.0), (status, 3.0)] : [(status, 0.0)], error.Attempts.Select(a => (a.StatusCode, a.Delay.TotalSeconds)));
            Assert.StartsWith($"{method} {server.Uri}status/{status} answered {status}", error.Message, StringComparison.Ordinal);
            Assert.All(server.Requests, r => Assert.Equal(method == "GET" ? "" : "body", System.Text.Encoding.UTF8.GetString(r.Body.Span)));
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_refused_connection(string method, bool withKey, bool repeats)
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0)); // taken, so that nobody else can listen there

        await Fails($"http://{taken.LocalEndPoint}/", method, withKey, repeats, NetworkFailure.Connect, "could not connect");
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_name_that_nobody_has(string method, bool withKey, bool repeats)
    {
        await Fails($"http://{new string('a', 60)}.invalid/", method, withKey, repeats, NetworkFailure.NameResolution, "its host name could not be resolved");
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_reset_before_the_first_byte(string method, bool withKey, bool repeats)
    {
        await FailsAt(_ => Task.CompletedTask, reset: true, method, withKey, repeats);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task An_end_before_the_first_byte(string method, bool withKey, bool repeats)
    {
        await FailsAt(_ => Task.CompletedTask, reset: false, method, withKey, repeats);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_reset_within_the_body(string method, bool withKey, bool repeats)
    {
        await FailsAt(stream => stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"u8.ToArray()).AsTask(), reset: true, method, withKey, repeats);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task An_end_within_the_head(string method, bool withKey, bool repeats)
    {
        await FailsAt(stream => stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Le"u8.ToArray()).AsTask(), reset: false, method, withKey, repeats);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_failed_TLS_handshake_is_never_tried_again(string method, bool withKey, bool repeats)
    {
        _ = repeats;
        var connections = 0;
        await using var server = new RawServer(async stream =>
        {
            Interlocked.Increment(ref connections);
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        });

        await Fails($"https://{server.Uri.Authority}/", method, withKey, repeats: false, NetworkFailure.Tls, "failed in the TLS handshake");
        Assert.Equal(1, connections);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_server_that_sends_no_head_in_the_time_of_an_attempt(string method, bool withKey, bool repeats)
    {
        await TimesOut(
            new RetryClock(),
            (clock, _) =>
            {
                clock.Pass(Limit); // the request has arrived
                return Task.CompletedTask;
            },
            TimeoutClock.Attempt, "had no answer within 7 s in one attempt (AttemptTimeout).", method, withKey, repeats);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_body_that_stands_still(string method, bool withKey, bool repeats)
    {
        await TimesOut(
            new RetryClock { RunsOut = Limit },
            (_, stream) => stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"u8.ToArray()).AsTask(),
            TimeoutClock.Read, "sent no byte of its body for 7 s (ReadTimeout).", method, withKey, repeats);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_connection_that_is_not_made_in_time(string method, bool withKey, bool repeats)
    {
        var transport = new Transport.MemoryTransport(_ => throw new OperationCanceledException("x", new TimeoutException())); // as the handler says it
        using var client = new AxiosClient(new AxiosClientOptions { Transport = transport, TimeProvider = time, MaxRetries = 2, RetryStrategy = Strategy, ConnectTimeout = TimeSpan.FromSeconds(7) });

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => client.SendAsync(Config("http://a.test/", method, withKey)));

        Check(error, repeats, transport.Requests.Count);
        Assert.Equal((TimeoutClock.Connect, $"{method} http://a.test/ could not connect within 7 s (ConnectTimeout)."), (error.Clock, error.Message));
    }

    private static LinearRetryStrategy Strategy { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));

    private static RequestConfig Config(string uri, string method, bool withKey)
    {
        var config = new RequestConfig { Uri = uri, Method = method, Body = method == "GET" ? null : "body" };
        if (withKey)
        {
            config.Headers["Idempotency-Key"] = "k";
        }

        return config;
    }

    private AxiosClient Client() => new(new AxiosClientOptions { TimeProvider = time, MaxRetries = 2, RetryStrategy = Strategy });

    private async Task FailsAt(Func<NetworkStream, Task> answer, bool reset, string method, bool withKey, bool repeats)
    {
        var requests = 0;
        await using var server = new RawServer(async stream =>
        {
            Interlocked.Increment(ref requests);
            await RawServer.ReadHead(stream);
            await stream.ReadExactlyAsync(new byte[method == "GET" ? 0 : 4]);
            await answer(stream);
            if (reset)
            {
                RawServer.Reset(stream);
            }
        });

        await Fails($"{server.Uri}", method, withKey, repeats, NetworkFailure.ConnectionLost, "lost its connection before the answer was whole");
        Assert.Equal(repeats ? 3 : 1, requests);
    }

    private async Task Fails(string uri, string method, bool withKey, bool repeats, NetworkFailure failure, string says)
    {
        using var client = Client();

        var error = await Assert.ThrowsAsync<AxiosNetworkException>(() => client.SendAsync(Config(uri, method, withKey)));

        Check(error, repeats, error.Attempts.Count);
        Assert.Equal(failure, error.Failure);
        Assert.StartsWith($"{method} {uri} ", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static async Task TimesOut(RetryClock time, Func<RetryClock, NetworkStream, Task> arrived, TimeoutClock clock, string says, string method, bool withKey, bool repeats)
    {
        var requests = 0;
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = new RawServer(async stream =>
        {
            Interlocked.Increment(ref requests);
            await RawServer.ReadHead(stream);
            await arrived(time, stream);
            await over.Task;
        });
        using var client = new AxiosClient(new AxiosClientOptions { TimeProvider = time, MaxRetries = 2, RetryStrategy = Strategy });
        var config = Config($"{server.Uri}", method, withKey);
        config.Timeout = TimeSpan.Zero;
        (config.AttemptTimeout, config.ReadTimeout) = clock == TimeoutClock.Attempt ? (Limit, TimeSpan.Zero) : (TimeSpan.Zero, Limit);

        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => client.SendAsync(config));
        over.SetResult();

        Assert.Equal((clock, $"{method} {server.Uri} {says}"), (error.Clock, error.Message));
        Assert.Equal(repeats ? 3 : 1, requests);
        Assert.Equal(repeats ? [2, 3] : [], time.Waits);
        Assert.Equal(repeats ? [0, 2, 3] : [0], error.Attempts.Select(a => a.Delay.TotalSeconds));
        Assert.All(error.Attempts, attempt => Assert.Equal(clock, Assert.IsType<AxiosTimeoutException>(attempt.Error).Clock));
    }

    private void Check(AxiosException error, bool repeats, int sent)
    {
        Assert.Equal(repeats ? 3 : 1, sent);
        Assert.Equal(repeats ? [2, 3] : [], time.Waits);
        Assert.Equal(repeats ? [0, 2, 3] : [0], error.Attempts.Select(a => a.Delay.TotalSeconds));
        Assert.All(error.Attempts, attempt =>
        {
            Assert.Equal((error.GetType(), 0), (attempt.Error!.GetType(), attempt.StatusCode));
            Assert.Equal(attempt.Number, attempt.Error.Attempts.Count); // each error knows of the attempts up to its own
            Assert.NotNull(attempt.Error.Config);
        });
        Assert.Same(error, error.Attempts[^1].Error);
    }
}
