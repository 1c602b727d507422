using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Pipeline;

/// <summary>Four clocks, each named when it runs out.</summary>
public sealed class ClockTests : ServerTest
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task The_total_time_covers_waiting_for_the_answer()
    {
        var client = Client(o => o.TimeProvider = time);

        var call = client.GetAsync("/hold/x");
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromSeconds(99));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        await Expect(call, TimeoutClock.Total, 100, "did not finish within 100 s in total (Timeout)");
        await Server.Until(() => Server.Aborted == 1 && Server.OpenConnections == 0);
    }

    [Fact]
    public async Task The_attempt_time_ends_with_the_headers()
    {
        var client = Client(o => o.TimeProvider = time);

        var call = client.GetAsync("/hold/x", new() { AttemptTimeout = TimeSpan.FromSeconds(3) });
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromSeconds(3));

        await Expect(call, TimeoutClock.Attempt, 3, "had no answer within 3 s in one attempt (AttemptTimeout)");
    }

    [Fact]
    public async Task The_read_time_is_from_byte_to_byte_and_sixty_seconds_unless_set()
    {
        var body = new Dripping();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            BaseUri = "http://a.test",
            TimeProvider = time,
            AttemptTimeout = TimeSpan.FromSeconds(1),
            Timeout = TimeSpan.Zero,
            Transport = new MemoryTransport(_ => new TransportResponse(200, null, body)),
        });

        var call = client.GetAsync("/x");
        for (var i = 0; i < 3; i++)
        {
            await body.Waiting();
            time.Advance(TimeSpan.FromSeconds(59));
            body.Drip();
        }

        await body.Waiting();
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(60));

        await Expect(call, TimeoutClock.Read, 60, "sent no byte of its body for 60 s (ReadTimeout)");
    }

    [Fact]
    public async Task The_connect_time_is_named_too()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await using var crowd = new FullBacklog(listener);
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = crowd.Uri, ConnectTimeout = TimeSpan.FromMilliseconds(100) });

        await Expect(client.GetAsync("/x"), TimeoutClock.Connect, 0.1, "could not connect within 0.1 s (ConnectTimeout)");
    }

    [Fact]
    public async Task Cancelling_while_connecting_acts_at_once()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await using var crowd = new FullBacklog(listener);
        using var client = new AxiosClient(crowd.Uri);
        using var cancel = new CancellationTokenSource();

        var before = crowd.Connections;
        var call = client.GetAsync("/x", null, cancel.Token);
        await crowd.Until(before + 1);
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(5)));
        await crowd.Until(before); // the socket is closed, not left connecting
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Zero_or_less_means_no_limit(int seconds)
    {
        var client = Client(o => o.TimeProvider = time);
        var none = TimeSpan.FromSeconds(seconds);

        var call = client.GetAsync("/hold/x", new() { Timeout = none, AttemptTimeout = none, ReadTimeout = none });
        await Server.Arrived("x");
        time.Advance(TimeSpan.FromDays(30));
        Server.Release("x");

        Assert.Equal(200, (await call).StatusCode);
    }

    [Fact]
    public async Task The_longest_time_there_is_is_taken_for_what_it_is()
    {
        var client = Client(o => o.ConnectTimeout = TimeSpan.MaxValue);

        var response = await client.GetAsync("/json", new() { Timeout = TimeSpan.MaxValue, AttemptTimeout = TimeSpan.MaxValue, ReadTimeout = TimeSpan.MaxValue });

        Assert.True(response.Ok);
    }

    private static async Task Expect(Task call, TimeoutClock clock, double seconds, string message)
    {
        var error = await Assert.ThrowsAsync<AxiosTimeoutException>(() => call.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal((clock, seconds), (error.Clock, error.Limit.TotalSeconds));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Config);
    }

    /// <summary>A listener that nobody can connect to any more and that refuses nobody.</summary>
    private sealed class FullBacklog : IAsyncDisposable
    {
        private readonly List<Socket> crowd = [];
        private readonly int port;

        public FullBacklog(Socket listener)
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            listener.Listen(0);
            Uri = $"http://{listener.LocalEndPoint}";
            port = ((IPEndPoint)listener.LocalEndPoint!).Port;
            for (var i = 0; i < 8; i++)
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
                crowd.Add(socket);
                try
                {
                    socket.Connect(listener.LocalEndPoint!);
                }
                catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
                {
                    // on its way, and it may wait for ever
                }
            }
        }

        public string Uri { get; }

        /// <summary>How many sockets are on their way to the listener.</summary>
        public int Connections => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
            .Count(c => c.RemoteEndPoint.Port == port && c.State is TcpState.SynSent);

        public async Task Until(int connections)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2)); // the handler by itself would take five
            while (Connections != connections)
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        public ValueTask DisposeAsync()
        {
            crowd.ForEach(s => s.Dispose());
            return default;
        }
    }

    /// <summary>Gives one byte for every drip.</summary>
    private sealed class Dripping : MemoryStream
    {
        private readonly SemaphoreSlim drips = new(0);
        private readonly SemaphoreSlim waiting = new(0);

        public override bool CanSeek => false;

        public Task Waiting() => waiting.WaitAsync();

        public void Drip() => drips.Release();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var drip = drips.WaitAsync(cancellationToken);
            _ = Task.Run(() => waiting.Release(), CancellationToken.None);
            await drip;
            return 1;
        }
    }
}
