namespace AxiosPS;

/// <summary>
/// Lambdas for mock transports, for C#. They are extension methods because PowerShell does not see those: a delegate parameter would
/// make it turn a scriptblock into a delegate by itself, which runs on the wrong thread.
/// </summary>
public static class MockExtensions
{
    /// <summary>Adds a route whose answer is made when the call comes: <c>mock.On("GET", "/users/*", call => new(404))</c>.</summary>
    public static MockTransport On(this MockTransport mock, string method, string uri, Func<MockCall, MockAnswer> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return On(mock, method, uri, (call, _) => new(answer(call)), HookExtensions.NameOf(answer));
    }

    /// <inheritdoc cref="On(MockTransport, string, string, Func{MockCall, MockAnswer})"/>
    public static MockTransport On(this MockTransport mock, string method, string uri, Func<MockCall, CancellationToken, ValueTask<MockAnswer>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return On(mock, method, uri, answer, HookExtensions.NameOf(answer));
    }

    /// <summary>Sets the condition of a route.</summary>
    /// <returns>The route.</returns>
    public static MockRoute Where(this MockRoute route, Func<MockCall, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(condition);
        route.When = new Condition(condition);
        return route;
    }

    private static MockTransport On(MockTransport mock, string method, string uri, Func<MockCall, CancellationToken, ValueTask<MockAnswer>> answer, string name)
    {
        ArgumentNullException.ThrowIfNull(mock);
        return mock.On(method, uri, new MockAnswer { Response = new Response(answer, name) });
    }

    private sealed class Response(Func<MockCall, CancellationToken, ValueTask<MockAnswer>> answer, string name) : IMockResponse
    {
        public ValueTask<MockAnswer> AnswerAsync(MockCall call, CancellationToken cancellationToken) => answer(call, cancellationToken);

        public override string ToString() => name;
    }

    private sealed class Condition(Func<MockCall, bool> condition) : IHookCondition
    {
        public ValueTask<bool> IsMetAsync(object subject, CancellationToken cancellationToken) => new(condition((MockCall)subject));

        public override string ToString() => HookExtensions.NameOf(condition);
    }
}
