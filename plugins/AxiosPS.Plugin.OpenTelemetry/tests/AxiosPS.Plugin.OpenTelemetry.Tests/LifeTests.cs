using System.Diagnostics;

namespace AxiosPS.Plugin.OpenTelemetry.Tests;

public sealed class LifeTests
{
    private static readonly OpenTelemetryPlugin Plugin = new(new() { Endpoint = new("http://127.0.0.1:9"), Timeout = TimeSpan.FromSeconds(1) });

    [Fact]
    public void Nobody_listens_before_it_is_attached_and_after_it_is_removed()
    {
        using var client = new AxiosClient("http://api.test");

        Assert.False(IsHeard());
        client.Plugin(Plugin);
        Assert.True(IsHeard());
        client.RemovePlugin(Plugin);
        Assert.False(IsHeard());
    }

    [Fact]
    public void An_attach_that_fails_leaves_nothing()
    {
        var client = new AxiosClient("http://api.test");
        client.Close();

        Assert.ThrowsAny<Exception>(() => Plugin.Attach(client));

        Assert.False(IsHeard());
    }

    [Fact]
    public async Task To_uninstall_it_where_it_is_not_attached_changes_nothing()
    {
        using var client = new AxiosClient("http://api.test");
        using var other = new AxiosClient("http://api.test").Plugin(Plugin);

        await Plugin.Uninstall(client);

        Assert.True(IsHeard());
        other.RemovePlugin(Plugin);
        Assert.False(IsHeard());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_sampling_ratio_out_of_range_is_refused(double ratio) =>
        Assert.Contains("Give 0 (no trace) to 1 (all)", Assert.Throws<ArgumentException>(() => new OpenTelemetryPlugin(new() { SamplingRatio = ratio })).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(1e8)]
    public void A_time_out_of_range_is_refused(double seconds)
    {
        Assert.Throws<ArgumentException>(() => new OpenTelemetryPlugin(new() { Timeout = TimeSpan.FromSeconds(seconds) }));
        Assert.Throws<ArgumentException>(() => new OpenTelemetryPlugin(new() { ExportInterval = TimeSpan.FromSeconds(seconds) }));
    }

    private static bool IsHeard()
    {
        using var source = new ActivitySource("AxiosPS.OpenTelemetry");
        return source.HasListeners();
    }
}
