using System.Management.Automation;
using AxiosPS.Tests.Hosting;
using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Batches;

/// <summary>The progress bar of many requests.</summary>
public sealed class BatchBarTests
{
    private const string Send = "1..20 | ForEach-Object { \"https://a.test/$_\" } | Invoke-AxiosRequest -Client $client -ThrottleLimit 2 -ErrorAction SilentlyContinue | Out-Null";

    private readonly FakeTimeProvider time = new();

    [PwshFact]
    public void Requests_that_take_a_while_are_counted_until_the_end_at_most_five_times_a_second()
    {
        var bar = Run(Send, TimeSpan.FromMilliseconds(110));

        Assert.InRange(bar.Count, 4, 7); // 2.2 seconds, of which the first is not shown
        Assert.All(bar, r => Assert.Equal("Requests", r.Activity));
        Assert.All(bar.SkipLast(1), r => Assert.Matches("^[0-9]+ done, [0-9]+ failed, [012] under way$", r.StatusDescription));
        Assert.All(bar.SkipLast(1), r => Assert.Equal(ProgressRecordType.Processing, r.RecordType));
        Assert.Equal(ProgressRecordType.Completed, bar[^1].RecordType);
        var failed = bar.SkipLast(1).Select(r => int.Parse(r.StatusDescription.Split(' ')[2], null)).ToList();
        Assert.Equal(failed.Order(), failed);
        Assert.InRange(failed[^1], 1, 10);
    }

    [PwshTheory]
    [InlineData(Send, 10)]
    [InlineData("$ProgressPreference = 'SilentlyContinue'; " + Send, 500)]
    public void What_is_short_or_not_wanted_is_not_shown(string script, int milliseconds) => Assert.Empty(Run(script, TimeSpan.FromMilliseconds(milliseconds)));

    [PwshTheory]
    [InlineData("1..20 | ForEach-Object { \"https://a.test/$_\" } | Invoke-AxiosRequest -Client $client -ThrottleLimit 2 -ErrorAction Ignore | Select-Object -First 8")]
    [InlineData("try { 1, 3, 5, 7, 9, 2, 1 | ForEach-Object { \"https://a.test/$_\" } | Invoke-AxiosRequest -Client $client -ThrottleLimit 2 -ErrorAction Stop } catch { }")]
    public void It_is_taken_away_when_it_ends_early(string script)
    {
        var bar = Run(script, TimeSpan.FromMilliseconds(600));
        Assert.InRange(bar.Count, 2, 20);
        Assert.Equal(ProgressRecordType.Completed, bar[^1].RecordType);
    }

    [PwshFact]
    public async Task It_goes_on_while_no_request_ends()
    {
        using var shell = new HostedShell();
        using var drawn = new SemaphoreSlim(0);
        shell.Written += record =>
        {
            if (record is ProgressRecord)
            {
                drawn.Release();
            }
        };
        using var client = new AxiosClient(new AxiosClientOptions
        {
            TimeProvider = time,
            Timeout = Timeout.InfiniteTimeSpan,
            Transport = new MemoryTransport(async (_, token) =>
            {
                for (var i = 0; i < 3; i++)
                {
                    time.Advance(TimeSpan.FromSeconds(1));
                    Assert.True(await drawn.WaitAsync(TimeSpan.FromSeconds(20), token));
                }

                return new(200);
            }),
        });

        var run = await Task.Run(() => shell.Run("param($client) 'https://a.test/' | Invoke-AxiosRequest -Client $client -ThrottleLimit 2", ("client", client)));

        Assert.Empty(run.Errors);
        Assert.Equal(["0 done, 0 failed, 1 under way", "0 done, 0 failed, 1 under way", "0 done, 0 failed, 1 under way", " "], run.Progress.Select(r => r.StatusDescription));
    }

    // Each answer takes the time; those with an even number fail.
    private List<ProgressRecord> Run(string script, TimeSpan each)
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            TimeProvider = time,
            ValidateStatus = StatusCheck.Success,
            Timeout = Timeout.InfiniteTimeSpan,
            Transport = new MemoryTransport(async (request, _) =>
            {
                await Task.Yield();
                time.Advance(each);
                return new(request.Uri.AbsolutePath[^1] % 2 == 0 ? 500 : 200);
            }),
        });
        using var shell = new HostedShell();
        return [.. shell.Run($"param($client) {script}", ("client", client)).Records.OfType<ProgressRecord>()];
    }
}
