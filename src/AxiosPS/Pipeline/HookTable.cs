namespace AxiosPS;

/// <summary>
/// The hooks of a client at one moment, sorted by stage, with the chain of middleware linked. A change makes a new table, so
/// a call finishes with the hooks that it started with and needs no lock.
/// </summary>
internal sealed class HookTable
{
    public static readonly HookTable Empty = new([]);

    private HookTable(Registration[] all)
    {
        All = all;
        Request = Stage<RequestInterceptor>(eachAttempt: false);
        Response = Stage<ResponseInterceptor>(eachAttempt: false);
        AttemptRequest = Stage<RequestInterceptor>(eachAttempt: true);
        AttemptResponse = Stage<ResponseInterceptor>(eachAttempt: true);
        Middleware = [.. all.OfType<MiddlewareRegistration>()];
        Handler = MiddlewareChain.Link(Middleware, AttemptLoop.RunAsync);
    }

    public IReadOnlyList<Registration> All { get; }

    public RequestInterceptor[] Request { get; }

    public MiddlewareRegistration[] Middleware { get; }

    public RequestInterceptor[] AttemptRequest { get; }

    public ResponseInterceptor[] AttemptResponse { get; }

    public ResponseInterceptor[] Response { get; }

    /// <summary>The outermost middleware, or the attempts themselves where there is none.</summary>
    public RequestHandler Handler { get; }

    public HookTable With(Registration added) => new([.. All, added]);

    public HookTable Without(Func<Registration, bool> removed) => new([.. All.Where(r => !removed(r))]);

    private T[] Stage<T>(bool eachAttempt)
        where T : Registration => [.. All.OfType<T>().Where(r => r.Options.EachAttempt == eachAttempt)];
}
