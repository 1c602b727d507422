namespace AxiosPS.Tests.Transport.Mock;

/// <summary>A client on a mock transport, and what a call with it comes to.</summary>
public abstract class MockTest
{
    protected static AxiosClient Client(MockTransport mock, Action<AxiosClientOptions>? set = null)
    {
        var options = new AxiosClientOptions { BaseUri = "https://a.test", Transport = mock };
        set?.Invoke(options);
        return new(options);
    }

    /// <summary>A mock with one route, to what a route with the status 299 says.</summary>
    protected static MockTransport Only(MockRoute route)
    {
        route.Answers = [new(299)];
        var mock = new MockTransport { Default = new(404) };
        mock.Add(route);
        return mock;
    }

    protected static async Task<bool> Matches(MockRoute route, RequestConfig call)
    {
        using var client = Client(Only(route));
        return (await client.SendAsync(call)).StatusCode == 299;
    }
}
