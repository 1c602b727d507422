using System.Management.Automation;
using AxiosPS.Tests.Hosting;
using AxiosPS.Tests.Transport;
using Microsoft.Extensions.Time.Testing;

namespace AxiosPS.Tests.Streams;

/// <summary>The progress bar: for what takes long, on the pipeline thread, and gone at the end.</summary>
public sealed class TransferBarTests
{
    private const string Get = "Invoke-AxiosRequest 'https://a.test/x?access_token=canary' -Client $client -As Bytes | Out-Null";

    private readonly FakeTimeProvider time = new();

    [PwshTheory]
    [InlineData(Get)]
    [InlineData("Add-AxiosMiddleware -Client $client { param($context, $next) & $next $context }; " + Get)]
    [InlineData("Invoke-AxiosRequest 'https://a.test/x?access_token=canary' -Client $client -As Lines | Out-Null")]
    public void A_large_transfer_that_takes_a_while_is_shown_until_it_is_whole(string script)
    {
        var bar = Run(script, 4, known: true, TimeSpan.FromMilliseconds(300));

        var shown = bar.SkipLast(1).Select(r => r.PercentComplete).ToList(); // how many there are hangs on how the body is read
        Assert.InRange(shown.Count, 3, 4);
        Assert.Equal(shown.Distinct().Order(), shown);
        Assert.InRange(shown[^1], 75, 99);
        Assert.All(bar.SkipLast(1), r => Assert.Equal(ProgressRecordType.Processing, r.RecordType));
        Assert.Equal(ProgressRecordType.Completed, bar[^1].RecordType);
        Assert.All(bar, r => Assert.StartsWith("GET https://a.test/x", r.Activity, StringComparison.Ordinal));
        Assert.All(bar, r => Assert.DoesNotContain("canary", r.Activity, StringComparison.Ordinal));
        Assert.Matches("^Received [0-9.,]+ MB of 4[.,]0 MB \\([0-9.,]+ MB/s\\)$", bar[0].StatusDescription);
        Assert.Equal(0, bar[^2].SecondsRemaining);
    }

    [PwshFact]
    public void One_of_unknown_length_is_shown_from_a_second_on()
    {
        var bar = Run(Get, 5, known: false, TimeSpan.FromMilliseconds(400));

        Assert.Equal(4, bar.Count); // after 1.2, 1.6 and 2 seconds, and away
        Assert.Equal(ProgressRecordType.Completed, bar[^1].RecordType);
    }

    [PwshTheory]
    [InlineData(Get, 4, true, 10)]
    [InlineData(Get, 1, true, 5000)]
    [InlineData(Get, 2, false, 100)]
    [InlineData("Invoke-AxiosRequest https://a.test/x -Client $client -As Lines | Out-Null", 5, false, 400)]
    [InlineData("Invoke-AxiosRequest https://a.test/x -Client $client -As JsonLines | Out-Null", 5, false, 400)]
    [InlineData("Invoke-AxiosRequest https://a.test/x -Client $client -As Events -MaxReconnects 0 | Out-Null", 4, true, 400)]
    [InlineData("$ProgressPreference = 'SilentlyContinue'; " + Get, 4, true, 300)]
    [InlineData("Invoke-AxiosRequest https://a.test/x -Client $client -As Bytes -OnProgress { } | Out-Null", 4, true, 300)]
    public void What_is_short_or_not_wanted_is_not_shown(string script, int megabytes, bool known, int milliseconds) =>
        Assert.Empty(Run(script, megabytes, known, TimeSpan.FromMilliseconds(milliseconds)));

    [PwshFact]
    public void It_is_taken_away_when_the_request_fails()
    {
        var bar = Run("try { Invoke-AxiosRequest https://a.test/x -Client $client -MaxResponseBytes 3000000 } catch { }", 4, known: false, TimeSpan.FromSeconds(1));

        Assert.Equal(ProgressRecordType.Completed, bar[^1].RecordType);
        Assert.Equal(3, bar.Count);
    }

    // Each read gives a mebibyte and takes the time.
    private List<ProgressRecord> Run(string script, int megabytes, bool known, TimeSpan each)
    {
        using var client = new AxiosClient(new AxiosClientOptions
        {
            TimeProvider = time,
            Transport = new MemoryTransport(_ => new TransportResponse(200, null, new Slow(megabytes, () => time.Advance(each))) { ContentLength = known ? megabytes << 20 : null }),
        });
        using var shell = new HostedShell();
        return [.. shell.Run($"param($client) {script}", ("client", client)).Records.OfType<ProgressRecord>()];
    }

    private sealed class Slow(int megabytes, Action onRead) : ReadOnlyStream(Null)
    {
        private int left = megabytes << 20;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(buffer.Length, Math.Min(left, ((left - 1) & ((1 << 20) - 1)) + 1)); // no read goes beyond a mebibyte
            if (left > 0 && (left & ((1 << 20) - 1)) == 0)
            {
                onRead();
            }

            buffer.Span[..count].Fill((byte)'\n');
            left -= count;
            return new(count);
        }
    }
}
