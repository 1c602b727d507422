using AxiosPS.Tests.Transport;

namespace AxiosPS.Tests.Batches;

/// <summary>A batch that is left or cancelled leaves nothing behind.</summary>
public sealed class BatchEndTests : ServerTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Leaving_the_loop_ends_what_is_under_way_and_the_source(bool unordered)
    {
        var source = new Source();
        await foreach (var result in Api.SendAllAsync(source.Configs(), new() { ThrottleLimit = 5, Unordered = unordered }))
        {
            Assert.Equal(200, result.Response!.StatusCode);
            await Server.Arrived("k", 5);
            break;
        }

        Assert.True(source.IsDisposed);
        await Server.Until(() => Server.Aborted == 5);
        Assert.Equal(0, Server.Held("k"));
        Assert.Equal(6, Server.Requests.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancelling_ends_what_is_under_way_and_the_loop(bool withCancellation)
    {
        using var cancel = new CancellationTokenSource();
        var source = new Source();
        var options = new BatchOptions { ThrottleLimit = 5 };
        await using var results = withCancellation
            ? Api.SendAllAsync(source.Configs(), options).GetAsyncEnumerator(cancel.Token)
            : Api.SendAllAsync(source.Configs(), options, cancel.Token).GetAsyncEnumerator(default);
        Assert.True(await results.MoveNextAsync());
        var next = results.MoveNextAsync();
        await Server.Arrived("k", 5);
        await cancel.CancelAsync();

        var error = await Assert.ThrowsAsync<AxiosCanceledException>(() => next.AsTask());

        Assert.StartsWith("The batch was cancelled", error.Message, StringComparison.Ordinal);
        Assert.True(source.IsDisposed);
        await Server.Until(() => Server.Aborted == 5);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_sends_and_reads_nothing()
    {
        var source = new Source();
        await Assert.ThrowsAsync<AxiosCanceledException>(async () =>
        {
            await foreach (var _ in Api.SendAllAsync(source.Configs(), null, new(canceled: true)))
            {
            }
        });

        Assert.Equal(0, source.Count);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Cancelling_does_not_wait_for_a_source_that_blocks()
    {
        using var cancel = new CancellationTokenSource();
        using var never = new ManualResetEventSlim();
        using var reached = new ManualResetEventSlim();
        await using var results = Api.SendAllAsync(Blocks(), null, cancel.Token).GetAsyncEnumerator();
        var next = results.MoveNextAsync().AsTask();
        Assert.True(reached.Wait(TimeSpan.FromSeconds(20)));
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => next.WaitAsync(TimeSpan.FromSeconds(20)));
        never.Set();

        IEnumerable<RequestConfig> Blocks()
        {
            reached.Set();
            never.Wait();
            yield break;
        }
    }

    [Fact]
    public async Task An_asynchronous_source_is_told_to_end_and_waited_for()
    {
        var ended = false;
        await foreach (var _ in Api.SendAllAsync(WaitsAsync()))
        {
            break;
        }

        Assert.True(ended);

        async IAsyncEnumerable<RequestConfig> WaitsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            try
            {
                yield return new() { Uri = "/json" };
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            finally
            {
                await Task.Yield();
                ended = true;
            }
        }
    }

    [Fact]
    public async Task A_body_that_nobody_has_taken_is_closed_and_one_that_was_taken_to_the_end_stays_open()
    {
        var config = new RequestConfig { Uri = "/bytes/5000000", Stream = true };
        await foreach (var _ in Api.SendAllAsync(Enumerable.Repeat(config, 8)))
        {
            await Server.Until(() => Server.Requests.Count == 8);
            break;
        }

        await Server.Until(() => Server.OpenConnections == 0);

        await foreach (var result in Api.SendAllAsync([config]))
        {
            var bytes = new MemoryStream();
            using var stream = result.Response!.Stream!;
            await stream.CopyToAsync(bytes);
            Assert.Equal(5_000_000, bytes.Length);
        }
    }

    [Fact]
    public async Task A_stream_that_is_open_after_the_loop_ends_with_the_token_as_that_of_a_single_call_does()
    {
        using var cancel = new CancellationTokenSource();
        Stream? stream = null;
        await foreach (var result in Api.SendAllAsync([new RequestConfig { Uri = "/bytes/50000000", Stream = true }], null, cancel.Token))
        {
            stream = result.Response!.Stream;
        }

        await using var open = stream!;
        await cancel.CancelAsync();

        await Assert.ThrowsAsync<AxiosCanceledException>(() => open.CopyToAsync(Stream.Null));
        await Server.Until(() => Server.OpenConnections == 0);
    }

    [Fact]
    public async Task What_hooks_have_registered_on_the_token_of_a_call_may_throw_and_the_loop_ends_all_the_same()
    {
        Api.Use((context, next) =>
        {
            context.CancellationToken.Register(() => throw new InvalidOperationException("mine"));
            return next();
        });

        await foreach (var _ in Api.SendAllAsync(new Source().Configs(), new() { ThrottleLimit = 5 }))
        {
            await Server.Arrived("k", 5);
            break;
        }

        await Server.Until(() => Server.Aborted == 5);
    }

    [Fact]
    public async Task No_exception_is_left_unobserved()
    {
        var unobserved = new List<Exception>();
        EventHandler<UnobservedTaskExceptionEventArgs> onUnobserved = (_, e) =>
        {
            lock (unobserved)
            {
                unobserved.Add(e.Exception);
            }
        };
        TaskScheduler.UnobservedTaskException += onUnobserved;
        try
        {
            await LeaveAsync();
            await Server.Until(() => Server.OpenConnections == 0);
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= onUnobserved;
        }

        Assert.DoesNotContain(unobserved, e => e.ToString().Contains("Batch", StringComparison.Ordinal));

        async Task LeaveAsync()
        {
            using var client = new AxiosClient(new AxiosClientOptions { BaseUri = Server.Uri.OriginalString, ValidateStatus = StatusCheck.Success });
            await foreach (var _ in client.SendAllAsync(Enumerable.Range(0, 50).Select(i => new RequestConfig { Uri = i % 2 == 0 ? "/status/500" : "/hold/k" })))
            {
                break;
            }
        }
    }

    private sealed class Source
    {
        public int Count { get; private set; }

        public bool IsDisposed { get; private set; }

        public IEnumerable<RequestConfig> Configs()
        {
            try
            {
                for (Count = 1; ; Count++)
                {
                    yield return new() { Uri = Count == 1 ? "/json" : "/hold/k" };
                }
            }
            finally
            {
                IsDisposed = true;
            }
        }
    }
}
