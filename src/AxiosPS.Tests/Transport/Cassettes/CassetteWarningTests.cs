using System.Collections.Concurrent;

namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>What a recording warns of.</summary>
public sealed class CassetteWarningTests : CassetteTest
{
    [Fact]
    public async Task What_is_compressed_is_not_recorded()
    {
        using var api = Recording(r => r.Uri.AbsolutePath == "/gzip" ? new(200, new() { ["Content-Encoding"] = "gzip" }, new MemoryStream([31, 139, 8])) : Json("1"));
        var warnings = await WarningsOf(async () =>
        {
            await api.GetAsync("/gzip");
            await api.PostAsync("/gzipped", new byte[] { 31, 139, 8 }, Headers(("Content-Encoding", "br")));
            await api.GetAsync("/plain");
        });
        Assert.Contains(warnings, w => w.StartsWith("GET https://a.test/gzip is not recorded: its answer is compressed (gzip)", StringComparison.Ordinal) && w.Contains("-NoDecompress", StringComparison.Ordinal));
        Assert.Contains(warnings, w => w.StartsWith("POST https://a.test/gzipped is not recorded: its body is compressed (br)", StringComparison.Ordinal));
        Assert.DoesNotContain("gzip", Written, StringComparison.Ordinal);
        Assert.Contains("/plain", Written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_process_has_written_meanwhile_is_replaced_and_kept()
    {
        using var one = With(CassetteMode.Auto, o => o.Transport = new MemoryTransport(_ => Json("1")), "https://a.test");
        using var other = With(CassetteMode.Auto, o => o.Transport = new MemoryTransport(_ => Json("1")), "https://a.test");
        Assert.DoesNotContain(
            await WarningsOf(async () =>
            {
                await one.GetAsync("/one");
                await one.GetAsync("/more");
            }),
            w => w.Contains(Tape, StringComparison.Ordinal));
        var warnings = await WarningsOf(() => other.GetAsync("/other"));
        Assert.Contains(warnings, w => w.Contains($"'{Tape}' was changed by somebody else", StringComparison.Ordinal) && w.Contains($"'{Tape}.bak'", StringComparison.Ordinal));
        Assert.Contains("/more", File.ReadAllText(Tape + ".bak"), StringComparison.Ordinal);
        Assert.Contains("/other", Written, StringComparison.Ordinal);
    }

    // There is one host: other tests may warn meanwhile too.
    private static async Task<string[]> WarningsOf(Func<Task> work)
    {
        var (before, warnings) = (Host.Warning, new ConcurrentQueue<string>());
        Host.Warning = warnings.Enqueue;
        try
        {
            await work();
        }
        finally
        {
            Host.Warning = before;
        }

        return [.. warnings];
    }
}
