using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Cancellation;

/// <summary>A place on the way of a call where it may have to wait for ever: against a real server, which sees whether the socket is closed.</summary>
internal sealed class Place : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TaskCompletionSource there = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<IAsyncDisposable> servers = [];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("axiosps-");
    private readonly AxiosClientOptions options;
    private Func<AxiosClient, RequestConfig, CancellationToken, Task> call = (client, config, token) => client.GetAsync("/x", config, token);
    private Func<Task> isThere;
    private Func<Task> isGone;
    private AxiosClient? client;

    private Place(AxiosClientOptions options)
    {
        this.options = options;
        isThere = () => there.Task.WaitAsync(Patience);
        isGone = () => gone.Task.WaitAsync(TimeSpan.FromSeconds(2));
    }

    public static TheoryData<string> BeforeTheHeaders => ["connecting", "TLS handshake", "headers", "upload"];

    public static TheoryData<string> InTheBody => ["body in memory", "body to a file", "body as a stream", "lines"];

    public static TheoryData<string> Anywhere =>
    [
        "connecting", "TLS handshake", "headers", "upload", "body in memory", "body to a file", "body as a stream", "lines",
        "middleware", "Dedupe",
    ];

    public static Place At(string name, AxiosClientOptions? options = null)
    {
        var place = new Place(options ?? new());
        switch (name)
        {
            case "connecting":
                place.Connects();
                break;
            case "TLS handshake":
                place.Serves(stream => stream.ReadAsync(new byte[1]).AsTask());
                place.options.BaseUri = place.options.BaseUri!.Replace("http:", "https:", StringComparison.Ordinal);
                break;
            case "headers":
                place.Serves(RawServer.ReadHead);
                break;
            case "upload":
                place.Serves(RawServer.ReadHead, readsOn: false);
                place.call = (client, config, token) => client.PostAsync("/x", new byte[64 << 20], config, token);
                break;
            case "back-off":
                place.Fails();
                break;
            case "middleware":
                place.options.BaseUri = "http://a.test";
                place.Runs(new Waiting(place.there));
                break;
            case "Dedupe":
                place.Follows();
                break;
            default:
                place.Drips(name);
                break;
        }

        return place;
    }

    /// <summary>Starts the call, which is at its place when the task is done.</summary>
    public async Task<Task> StartAsync(RequestConfig config, CancellationToken cancellationToken = default)
    {
        client ??= new(options);
        var running = call(client, config, cancellationToken);
        await await Task.WhenAny(isThere(), running);
        return running;
    }

    /// <summary>Waits until nothing of the call is left on the network.</summary>
    public Task GoneAsync()
    {
        over.TrySetResult();
        return isGone();
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private void Connects()
    {
        var crowd = new FullBacklog();
        servers.Add(crowd);
        var before = crowd.Connections;
        options.BaseUri = crowd.Uri;
        (isThere, isGone) = (() => crowd.Until(before + 1), () => crowd.Until(before));
    }

    private void Serves(Func<System.Net.Sockets.NetworkStream, Task> begin, bool readsOn = true, string? answer = null, bool isThere = true)
    {
        var server = new RawServer(async stream =>
        {
            await begin(stream);
            if (answer is not null)
            {
                await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(answer));
            }

            if (isThere)
            {
                there.TrySetResult();
            }

            if (!readsOn)
            {
                await over.Task; // what was sent fills the buffers, and there it stays
            }

            try
            {
                var buffer = new byte[64 * 1024];
                while (await stream.ReadAsync(buffer) > 0)
                {
                }
            }
            catch (IOException)
            {
                // a reset is an end too
            }

            gone.TrySetResult();
        });
        servers.Add(server);
        options.BaseUri = server.Uri.ToString();
    }

    private void Drips(string name)
    {
        // Only the client knows when it is in the body.
        Serves(RawServer.ReadHead, answer: "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", isThere: false);
        options.Progress = new Arrival(there);
        call = name switch
        {
            "body in memory" => call,
            "body to a file" => (client, config, token) =>
            {
                config.OutFile = Path.Join(folder.FullName, "x");
                return client.GetAsync("/x", config, token);
            },
            "body as a stream" => async (client, config, token) =>
            {
                config.Stream = true;
                var response = await client.GetAsync("/x", config, token);
                await response.Stream!.CopyToAsync(Stream.Null, CancellationToken.None);
            },
            _ => async (client, config, token) =>
            {
                config.Uri = "/x";
                await foreach (var line in client.ReadLinesAsync(config, token))
                {
                    Assert.Fail(line);
                }
            },
        };
    }

    private void Fails()
    {
        servers.Add(RawServer.Answering("HTTP/1.1 503 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        options.BaseUri = ((RawServer)servers[0]).Uri.ToString();
        options.Timeout = TimeSpan.Zero; // a wait beyond it is none
        options.MaxRetries = 1;
        options.RetryStrategy = new Hour(there);
        isGone = () => Task.CompletedTask;
    }

    private void Runs(IMiddleware middleware)
    {
        client = new(options);
        client.Use(middleware);
        isGone = () => Task.CompletedTask;
    }

    // The leader goes on, whatever becomes of who follows.
    private void Follows()
    {
        Serves(RawServer.ReadHead, isThere: false);
        Runs(new Waiting(there, goesOn: true));
        client!.Plugin(new DedupePlugin());
        var leader = client.GetAsync("/x", new() { Timeout = TimeSpan.Zero });
        isGone = () =>
        {
            Assert.False(leader.IsCompleted || gone.Task.IsCompleted);
            return Task.CompletedTask;
        };
    }

    /// <summary>Waits for the end of the call in its stead, or goes on and tells when that waits further in.</summary>
    private sealed class Waiting(TaskCompletionSource there, bool goesOn = false) : IMiddleware
    {
        private int calls;

        public async Task<AxiosResponse> InvokeAsync(RequestContext context, RequestHandler next)
        {
            var response = goesOn ? next(context) : null;
            if (!goesOn || Interlocked.Increment(ref calls) == 2)
            {
                there.TrySetResult();
            }

            await (response ?? Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken));
            return await response!;
        }
    }

    /// <summary>An hour before each retry.</summary>
    private sealed class Hour(TaskCompletionSource there) : IRetryStrategy
    {
        public ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken)
        {
            there.TrySetResult();
            return new(TimeSpan.FromHours(1));
        }
    }

    /// <summary>Hears that the body has begun.</summary>
    private sealed class Arrival(TaskCompletionSource there) : ITransferProgress
    {
        public ValueTask ReportAsync(TransferProgress progress, CancellationToken cancellationToken)
        {
            there.TrySetResult();
            return default;
        }
    }
}
