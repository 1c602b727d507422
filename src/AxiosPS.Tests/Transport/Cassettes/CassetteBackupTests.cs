namespace AxiosPS.Tests.Transport.Cassettes;

/// <summary>What would be lost when the file is written is kept beside it.</summary>
public sealed class CassetteBackupTests : CassetteTest
{
    private string Backup => Tape + ".bak";

    [Fact]
    public async Task A_recording_that_breaks_off_does_not_cost_the_one_before()
    {
        await RecordAsync("/a", "/b");
        var good = Written;
        Assert.Equal(["tape.json"], Names);
        await RecordAsync("/a");
        Assert.Equal(good, File.ReadAllText(Backup));
        Assert.NotEqual(good, Written);
        var last = Written;
        await RecordAsync("/a", "/b", "/c");
        Assert.Equal(last, File.ReadAllText(Backup)); // of the recording before, not of this one's first calls
    }

    [Fact]
    public async Task What_is_added_to_a_cassette_leaves_nothing_beside_it()
    {
        await RecordAsync("/a");
        using var api = Adding();
        await api.GetAsync("/a");
        await api.GetAsync("/b");
        await api.GetAsync("/c");
        Assert.Equal(["tape.json"], Names);
    }

    private AxiosClient Adding() => With(CassetteMode.Auto, o => o.Transport = new MemoryTransport(_ => Json("1")), "https://a.test");

    private async Task RecordAsync(params string[] paths)
    {
        using var api = Recording(_ => Json("1"));
        foreach (var path in paths)
        {
            await api.GetAsync(path);
        }
    }
}
