namespace AxiosPS.Tests.Transport.Mock;

/// <summary>What a mock transport says of its routes.</summary>
public sealed class MockRoutesTests : MockTest
{
    [Fact]
    public async Task They_tell_how_many_calls_each_has_answered_and_which_has_answered_none()
    {
        var mock = new MockTransport { Default = new(404) }.On("GET", "/a").On("GET", "/b");
        mock.Add(new() { Name = "twice", Uri = "/c", Times = 2 });
        using var client = Client(mock, options => options.ValidateStatus = StatusCheck.Any);
        string[] addresses = ["/a", "/a", "/c", "/else"];
        foreach (var address in addresses)
        {
            await client.GetAsync(address);
        }

        Assert.Equal([new("GET /a", null, 2), new("GET /b", null, 0), new("twice", 2, 1)], mock.Routes);
        Assert.Equal(["GET /a: 2 calls", "GET /b: not called", "twice: 1 call of 2"], mock.Routes.Select(route => route.ToString()));
        Assert.Equal(["GET /b"], mock.Unused.Select(route => route.Name));

        mock.Clear();

        Assert.Equal(3, mock.Unused.Count);
    }

    [Fact]
    public void The_transport_says_how_many_there_are()
    {
        Assert.Equal("mock with 0 routes", $"{new MockTransport()}");
        Assert.Equal("mock with 1 route", $"{new MockTransport().On("GET", "/")}");
        Assert.Equal("mock with 2 routes", $"{new MockTransport().On("GET", "/").On("PUT", "/")}");
    }

    [Fact]
    public void An_empty_method_is_refused() =>
        Assert.Contains("Method of a mock route is empty", Assert.Throws<ArgumentException>(() => new MockTransport().Add(new() { Method = [""] })).Message, StringComparison.Ordinal);
}
