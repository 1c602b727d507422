namespace AxiosPS;

/// <summary>
/// Answers by routes and without a network, and keeps what it was asked. Redirects, cookies, retries, clocks and limits are those of
/// the engine, as with any transport. The first route that matches answers; a call that none matches is an
/// <see cref="AxiosUnmatchedException"/> that tells why, unless there is a <see cref="Default"/> or a <see cref="PassThrough"/>.
/// It may serve several clients and many threads at once, and no client disposes of it.
/// </summary>
public sealed class MockTransport : ITransport
{
    private const int MostKept = 16 << 20;

    private readonly object gate = new();
    private readonly List<MockCall> calls = [];
    private volatile MockRule[] rules = [];
    private MockAnswer? fallback;
    private PreparedAnswer? prepared;

    /// <summary>The calls so far, in the order in which they came: those that no route matched too.</summary>
    public IReadOnlyList<MockCall> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    /// <summary>The routes, and how many calls each has answered.</summary>
    public IReadOnlyList<MockedRoute> Routes => Array.ConvertAll(rules, rule => rule.State);

    /// <summary>The routes that have answered no call.</summary>
    public IReadOnlyList<MockedRoute> Unused => [.. Routes.Where(route => route.Answered == 0)];

    /// <summary>The answer to what no route matches. Default: none, it is an error.</summary>
    public MockAnswer? Default
    {
        get => fallback;
        set => (fallback, prepared) = (value, value is null ? null : new(value, DataFormat));
    }

    /// <summary>What sends what no route matches, if there is no <see cref="Default"/>. Default: none, it is an error.</summary>
    public ITransport? PassThrough { get; set; }

    /// <summary>The clock of the answers' delays and of the calls' times. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How data of routes becomes JSON, and JSON of calls data. Default: <see cref="JsonDataFormat"/>.</summary>
    public IDataFormat DataFormat { get; init; } = JsonDataFormat.Instance;

    /// <summary>Adds a route, behind those that there are. Later changes of it change nothing.</summary>
    /// <exception cref="ArgumentException">It contradicts itself, or something in it is not what it should be.</exception>
    public void Add(MockRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        var rule = Rule(route);
        lock (gate)
        {
            rules = [.. rules, rule];
        }
    }

    /// <summary>Adds a route by method and address: <c>mock.On("GET", "/users/*", new() { Json = user })</c>.</summary>
    /// <param name="method">The method, <c>*</c> for any.</param>
    /// <param name="uri">As in <see cref="MockRoute.Uri"/>.</param>
    /// <param name="answers">One for each call in turn, the last again and again. None: 200 without a body.</param>
    /// <returns>The transport, for more.</returns>
    public MockTransport On(string method, string uri, params MockAnswer[] answers)
    {
        Add(new() { Method = [method], Uri = uri, Answers = answers });
        return this;
    }

    /// <summary>Forgets the calls, and begins with the sequences and the numbers of times of all routes anew.</summary>
    public void Clear()
    {
        lock (gate)
        {
            calls.Clear();
            Array.ForEach(rules, rule => rule.Restart());
        }
    }

    /// <inheritdoc/>
    public async Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = await ReceiveAsync(request, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(call, cancellationToken).ConfigureAwait(false) is { } answer)
        {
            return await AnswerAsync(answer, call, request, cancellationToken).ConfigureAwait(false);
        }

        if (PassThrough is null)
        {
            throw MockReport.Unmatched(call, rules);
        }

        var response = await PassThrough.SendAsync(request, cancellationToken).ConfigureAwait(false);
        call.StatusCode = response.StatusCode;
        return response;
    }

    /// <inheritdoc/>
    public override string ToString() => rules.Length == 1 ? "mock with 1 route" : $"mock with {rules.Length} routes";

    private MockRule Rule(MockRoute route)
    {
        try
        {
            return new(route, DataFormat);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"The mock route '{route}': {e.Message}", e);
        }
    }

    // The body is read as a server would read it: all of it.
    private async Task<MockCall> ReceiveAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        using var kept = new KeptBytes(MostKept);
        if (request.Content is { } content)
        {
            HttpContent body = content.ToHttpContent();
            using var watched = request.Upload is { } upload && PassThrough is null ? new MeteredContent(body, upload) : body;
            await watched.CopyToAsync(kept, cancellationToken).ConfigureAwait(false);
            if (PassThrough is not null && !content.CanRepeat)
            {
                request.Content = kept.IsWhole ? new(kept.Bytes, content.ContentType)
                    : throw AxiosException.OfBody($"The body is a stream that can be read only once, and with its {kept.Count} bytes too long for the mock transport to pass it on. Send a file or a seekable stream.");
            }
        }

        var call = new MockCall(request, request.Content is null ? (ReadOnlyMemory<byte>?)null : kept.Bytes, kept.Count, DataFormat, TimeProvider.GetUtcNow());
        lock (gate)
        {
            call.Index = calls.Count;
            calls.Add(call);
        }

        return call;
    }

    private async ValueTask<PreparedAnswer?> FindAsync(MockCall call, CancellationToken cancellationToken)
    {
        foreach (var rule in rules)
        {
            if (rule.Mismatch(call) is null && await MockScripts.IsMetAsync(rule, call, cancellationToken).ConfigureAwait(false) && rule.Take() is { } answer)
            {
                call.Route = rule.Name;
                return answer;
            }
        }

        return prepared;
    }

    private async Task<TransportResponse> AnswerAsync(PreparedAnswer answer, MockCall call, TransportRequest request, CancellationToken cancellationToken)
    {
        if (answer.Script is { } script)
        {
            answer = await MockScripts.AnswerAsync(script, call, DataFormat, cancellationToken).ConfigureAwait(false);
        }

        call.Fault = answer.Fault;
        if (answer.Delay > TimeSpan.Zero || answer.Fault == NetworkFault.Timeout)
        {
            await Task.Delay(answer.Fault == NetworkFault.Timeout ? Timeout.InfiniteTimeSpan : AttemptClock.Bounded(answer.Delay), TimeProvider, cancellationToken).ConfigureAwait(false);
        }

        if (answer.Fault is { } fault and not NetworkFault.Truncated)
        {
            throw NetworkFaults.Error(fault, request.Uri);
        }

        call.StatusCode = answer.StatusCode;
        return answer.ToResponse(request);
    }
}
