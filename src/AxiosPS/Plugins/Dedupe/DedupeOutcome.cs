namespace AxiosPS.Plugins;

/// <summary>What a leader got, for its followers: a response that nobody else holds, or an error.</summary>
internal sealed record DedupeOutcome(AxiosResponse? Response, AxiosException? Error)
{
    /// <summary>The leader's own affair: each of the others asks for himself.</summary>
    public static DedupeOutcome NotForOthers { get; } = new(null, null);

    /// <summary>A response as an outcome; null for none: a middleware further in that gave nothing is the engine's to report.</summary>
    public static DedupeOutcome? Of(AxiosResponse? response) => response is null ? null : new(response.Copy(), null);

    /// <summary>A failure as an outcome; null where it is the leader's own end and says nothing about the others.</summary>
    public static DedupeOutcome? Of(Exception failure, RequestContext context) =>
        Flight.IsOwnEnd(failure) ? null
        : CallErrors.FromMiddleware(failure, context) is var error && Flight.IsOwnEnd(error) ? null
        : new(null, error);

    /// <summary>A follower's own copy of the response, or its own exception.</summary>
    public AxiosResponse For(RequestContext context) => Response is null ? throw Again(Error!, context) : Copied(Response, context);

    /// <summary>
    /// An error belongs to a call, whose config and attempts it names. So a follower gets one of the same type, the leader's inside.
    /// A type that the engine does not know cannot be made anew and is thrown as it is.
    /// </summary>
    private static AxiosException Again(AxiosException error, RequestContext context) => error switch
    {
        AxiosNetworkException e => new AxiosNetworkException(e.Message, e.Failure, e),
        AxiosTimeoutException e => new AxiosTimeoutException(e.Clock, e.Limit, context.Method, context.Uri, e),
        AxiosRefusedException e => new AxiosRefusedException(e.Message, e.RetryAfter, e),
        AxiosHookException e => new AxiosHookException(e.Hook, e.Message[(e.Hook.Length + 1)..], e),
        AxiosStatusException e => new AxiosStatusException(Copied(e.Response!, context)),
        _ when error.GetType() == typeof(AxiosException) => new AxiosException(error.Message, error) { IsOfBody = error.IsOfBody, Response = error.Response is { } response ? Copied(response, context) : null },
        _ => error,
    };

    private static AxiosResponse Copied(AxiosResponse response, RequestContext context)
    {
        var copy = response.Copy();
        copy.TieTo(context);
        return copy;
    }
}
