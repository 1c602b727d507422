using System.Collections.Concurrent;
using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Streams;

/// <summary>How far bodies have come: at most five reports a second and one at the end, in either direction.</summary>
public sealed class ProgressTests : ServerTest, ITransferProgress
{
    private readonly ConcurrentQueue<TransferProgress> reports = [];
    private Action<TransferProgress> onReport = _ => { };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_ends_with_all_of_it(bool streamed)
    {
        var response = await Api.GetAsync("/bytes/200000", new() { Progress = this, Stream = streamed });
        if (streamed)
        {
            await response.Stream!.CopyToAsync(Stream.Null);
        }

        Assert.Equal((TransferDirection.Download, 200000, 200000, true, 100d), Values(reports.Last()));
        Assert.Single(reports, r => r.IsCompleted);
    }

    [Fact]
    public async Task An_upload_ends_with_all_of_it_and_keeps_its_length()
    {
        await Api.PostAsync("/status/204", new byte[100000], new() { Progress = this });

        Assert.Equal((TransferDirection.Upload, 100000, 100000, true, 100d), Values(reports.Last()));
        Assert.Equal("100000", Server.Requests[0].Headers["content-length"].Single());
        Assert.Equal("application/octet-stream", Server.Requests[0].Headers["content-type"].Single());
    }

    [Fact]
    public async Task There_are_five_reports_a_second_and_no_more()
    {
        var time = new FakeTimeProvider();
        var body = new Dripping();
        using var client = new AxiosClient(new AxiosClientOptions
        {
            TimeProvider = time,
            Transport = new MemoryTransport(_ => new TransportResponse(200, null, body)),
        });
        var call = client.GetAsync("http://a.test/", new() { Progress = this });
        for (var i = 0; i < 21; i++)
        {
            await body.Waiting();
            time.Advance(TimeSpan.FromMilliseconds(100));
            body.Drip();
        }

        await body.Waiting();
        body.End();
        await call;

        Assert.Equal([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 21], reports.Select(r => r.Bytes));
        Assert.Equal([.. Enumerable.Repeat<long?>(null, 11), 21], reports.Select(r => r.TotalBytes));
        Assert.Equal(TimeSpan.FromMilliseconds(2100), reports.Last().Elapsed);
        Assert.Equal(10, reports.Last().BytesPerSecond);
    }

    [Theory]
    [InlineData(TransferDirection.Download)]
    [InlineData(TransferDirection.Upload)]
    public async Task What_a_listener_throws_ends_the_call_and_names_it(TransferDirection direction)
    {
        onReport = report =>
        {
            if (report.Direction == direction)
            {
                throw new InvalidOperationException("enough");
            }
        };

        var error = await Assert.ThrowsAsync<AxiosHookException>(() => Api.PostAsync("/bytes/1000", new byte[1000], new() { Progress = this }));

        Assert.Contains("progress hook", error.Hook, StringComparison.Ordinal);
        Assert.EndsWith("enough", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_repeated_is_counted_from_its_start()
    {
        await Api.PostAsync("/redirect/307?to=/status/204", new byte[1000], new() { Progress = this });

        Assert.Equal([1000, 1000], reports.Where(r => r.IsCompleted && r.Direction == TransferDirection.Upload).Select(r => r.Bytes));
    }

    public ValueTask ReportAsync(TransferProgress progress, CancellationToken cancellationToken)
    {
        reports.Enqueue(progress);
        onReport(progress);
        return default;
    }

    private static (TransferDirection, long, long?, bool, double?) Values(TransferProgress p) => (p.Direction, p.Bytes, p.TotalBytes, p.IsCompleted, p.Percent);
}
