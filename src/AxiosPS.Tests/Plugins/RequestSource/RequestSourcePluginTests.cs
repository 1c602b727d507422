using AxiosPS.Plugins;
using AxiosPS.Tests.Support;

namespace AxiosPS.Tests.Plugins.RequestSource;

public sealed class RequestSourcePluginTests
{
    [Fact]
    public async Task Stamps_every_request_of_the_client_and_of_no_other()
    {
        await using var server = await TestServer.StartAsync();
        using var stamped = new AxiosClient(server.Uri.ToString()).Plugin(new RequestSourcePlugin(" checkout-service/2.1 "));
        using var plain = new AxiosClient(server.Uri.ToString());

        await stamped.GetAsync("/echo");
        await stamped.PostAsync("/echo", new { Id = 1 });
        await plain.GetAsync("/echo");

        Assert.Equal(["checkout-service/2.1"], server.Requests[0].Headers["x-request-source"]);
        Assert.Equal(["checkout-service/2.1"], server.Requests[1].Headers["x-request-source"]);
        Assert.DoesNotContain("x-request-source", server.Requests[2].Headers);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\tb")]
    public void Refuses_what_cannot_be_a_header(string source) =>
        Assert.Throws<ArgumentException>(nameof(source), () => new RequestSourcePlugin(source));

    [Fact]
    public void Refuses_null() => Assert.Throws<ArgumentNullException>("source", () => new RequestSourcePlugin(null!));

    [Fact]
    public async Task Is_gone_after_its_removal()
    {
        await using var server = await TestServer.StartAsync();
        var plugin = new RequestSourcePlugin("me");
        using var client = new AxiosClient(server.Uri.ToString()).Plugin(plugin);

        client.RemovePlugin(plugin);
        await client.GetAsync("/echo");

        Assert.DoesNotContain("x-request-source", Assert.Single(server.Requests).Headers);
    }
}
