using System.Collections;

namespace AxiosPS.Tests.Transport.Mock;

/// <summary>What cannot be meant is refused when the route is added.</summary>
public sealed class MockContradictionTests : MockTest
{
    public static TheoryData<string, MockRoute> Routes { get; } = new()
    {
        { "more than one body: Json, Body", Giving(new() { Json = 1, Body = "a" }) },
        { "more than one body: Body, File", Giving(new() { Body = "a", File = "x" }) },
        { "is the fault Reset", Giving(new(200) { Fault = NetworkFault.Reset }) },
        { "is the fault Dns, so that nothing is answered, and has Json", Giving(new() { Json = 1, Fault = NetworkFault.Dns }) },
        { "Response, which makes the whole of it, and StatusCode, DelaySec besides", Giving(new(200) { Response = new Never(), Delay = TimeSpan.FromSeconds(1) }) },
        { "status of an answer", Giving(new(99)) },
        { "status of an answer", Giving(new(600)) },
        { "delay of a mock answer is negative", Giving(new() { Delay = TimeSpan.FromSeconds(-1) }) },
        { "RequestHeaders", Giving(new() { Headers = new Hashtable { ["authorization"] = "x" } }) },
        { "line break", Giving(new() { Headers = new Hashtable { ["X"] = "a\nb" } }) },
        { "is not there", Giving(new() { File = "/no/such/file" }) },
        { "a text or a byte[]", Giving(new() { Body = 5 }) },
        { "only a Json or a Body can be", Giving(new() { File = typeof(MockTest).Assembly.Location, Fault = NetworkFault.Truncated }) },
        { "at least once", new() { Times = 0 } },
        { "gives only 1 of them", new() { Times = 1, Answers = [new(500), new(200)] } },
        { "matches no address", new() { Uri = "users" } },
        { "fragment", new() { Uri = "/users#top" } },
        { "is no HTTP method", new() { Method = ["GE T"] } },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public void A_route_whose_error_says(string what, MockRoute route)
    {
        var error = Assert.Throws<ArgumentException>(() => new MockTransport().Add(route));

        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"The mock route '{route}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_is_looked_at_as_well() =>
        Assert.Throws<ArgumentException>(() => new MockTransport { Default = new() { Json = 1, Body = "a" } });

    private static MockRoute Giving(MockAnswer answer) => new() { Uri = "/a", Answers = [answer] };

    private sealed class Never : IMockResponse
    {
        public ValueTask<MockAnswer> AnswerAsync(MockCall call, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
