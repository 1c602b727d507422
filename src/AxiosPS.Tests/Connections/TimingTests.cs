using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Connections;

public sealed class TimingTests
{
    [Fact]
    public async Task The_parts_of_a_new_connection_are_told_and_those_of_a_used_one_are_none()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Sign();
        await using var server = await TlsServer.StartAsync(certificate);
        using var client = new AxiosClient(new AxiosClientOptions { BaseUri = server.Named(), Connection = new() { RootCertificates = [authority.Root] } });

        var first = await client.GetAsync("/");
        var (opened, used) = (first.Timing, (await client.GetAsync("/")).Timing);

        Assert.True(opened.NameResolution > TimeSpan.Zero && opened.Connect > TimeSpan.Zero && opened.Tls > TimeSpan.Zero);
        Assert.True(opened.NameResolution + opened.Connect + opened.Tls <= opened.FirstByte);
        Assert.True(opened.FirstByte + opened.Body <= opened.Total);
        Assert.Equal(first.Duration, opened.Total);
        Assert.Equal(opened, first.Copy().Timing);
        Assert.Equal((null, null, null), (used.NameResolution, used.Connect, used.Tls));
        Assert.True(used.FirstByte > TimeSpan.Zero);
        Assert.Matches("^name [0-9.]+ ms, connect [0-9.]+ ms, TLS [0-9.]+ ms, first byte [0-9.]+ ms, body [0-9.]+ ms, total [0-9.]+ ms$", opened.ToString());
    }

    [Fact]
    public async Task An_address_is_not_looked_up_and_http_has_no_TLS()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient();

        var timing = (await client.GetAsync($"{server.Uri}text")).Timing;

        Assert.Null(timing.NameResolution);
        Assert.NotNull(timing.Connect);
        Assert.Null(timing.Tls);
    }

    [Fact]
    public async Task A_body_left_to_the_caller_has_no_time_of_its_own()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient();

        var response = await client.GetAsync($"{server.Uri}text", new() { Stream = true });
        await response.Stream!.DisposeAsync();

        Assert.Null(response.Timing.Body);
    }

    [Fact]
    public async Task Of_a_name_with_several_addresses_the_next_is_tried_where_one_refuses()
    {
        // A server on IPv4 alone: where localhost is ::1 too, that one refuses.
        await using var server = await TestServer.StartAsync();
        using var client = new AxiosClient();

        Assert.Equal(200, (await client.GetAsync($"http://localhost:{server.Uri.Port}/text")).StatusCode);
    }
}
