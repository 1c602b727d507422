using System.Runtime.ExceptionServices;

namespace AxiosPS;

/// <summary>Turns whatever was thrown into the exception tree: which clock, which cancellation, which network failure, whose hook.</summary>
internal static class CallErrors
{
    /// <summary>Why a call was cancelled that outlived its client.</summary>
    public const string Closed = "the client was closed.";

    /// <summary>What the transport or the reading of a body threw.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="context">The call.</param>
    /// <param name="request">What was asked last, which a redirect may have changed.</param>
    /// <param name="clock">The clocks of the attempt.</param>
    public static AxiosException FromTransport(Exception exception, RequestContext context, TransportRequest request, AttemptClock clock) => exception switch
    {
        AxiosException known => Named(known, request),
        { InnerException: AxiosException known } => Named(known, request), // of a hook that watched the body go out
        _ when Ended(context, exception) is { } ended => ended,
        _ when clock.Expired is { } expired => new AxiosTimeoutException(expired, clock.Limit, request.Method, request.Uri, exception),
        _ when IsConnectTimeout(exception) => new AxiosTimeoutException(TimeoutClock.Connect, context.Client.ConnectTimeout, request.Method, request.Uri, exception),
        _ => AxiosNetworkException.From(exception, request.Method, request.Uri),
    };

    /// <summary>What an interceptor or a transform threw.</summary>
    public static AxiosException FromHook(Exception exception, Registration hook, RequestContext context) => FromHook(exception, hook.Description, context);

    /// <inheritdoc cref="FromHook(Exception, Registration, RequestContext)"/>
    public static AxiosException FromHook(Exception exception, string hook, RequestContext context) => exception switch
    {
        AxiosException known => Tie(known, context),
        OperationCanceledException when Ended(context, exception) is { } ended => Tie(ended, context),
        _ => Tie(AxiosHookException.From(hook, exception), context),
    };

    /// <summary>What came out of the chain of middleware.</summary>
    public static AxiosException FromMiddleware(Exception exception, RequestContext context) => exception switch
    {
        AxiosException known => Tie(known, context),
        OperationCanceledException when Ended(context, exception) is { } ended => Tie(ended, context),
        _ => Tie(MiddlewareChain.Blame(context, exception), context),
    };

    /// <summary>The end of the whole call, if it has come: cancelled, closed or out of time.</summary>
    public static AxiosException? Ended(RequestContext context, Exception? cause = null)
    {
        if (context.ForkOf is { CancellationToken.IsCancellationRequested: true } whole)
        {
            return Ended(whole, cause);
        }

        var uri = context.KnownUri;
        var call = uri is null ? null : AxiosException.Line(context.Method, uri);
        if (context.CallerToken.IsCancellationRequested)
        {
            return new AxiosCanceledException(call, null, cause, context.CallerToken);
        }

        if (context.CancelToken is { IsCancellationRequested: true } token)
        {
            return new AxiosCanceledException(call, token.Reason, cause, token.Canceled);
        }

        if (context.Client.Closing.IsCancellationRequested)
        {
            return new AxiosCanceledException(call, Closed, cause, context.Client.Closing);
        }

        return context.CancellationToken.IsCancellationRequested
            ? new AxiosTimeoutException(TimeoutClock.Total, context.TotalTimeout, call, cause)
            : null;
    }

    /// <summary>The same error once more, with the stack of its first time.</summary>
    public static AxiosException Again(AxiosException error)
    {
        ExceptionDispatchInfo.Throw(error);
        return error;
    }

    public static AxiosException Tie(AxiosException error, RequestContext context)
    {
        error.TieTo(context);
        return error;
    }

    private static AxiosException Named(AxiosException error, TransportRequest request) =>
        error.IsOfBody ? AxiosException.OfBody($"{AxiosException.Line(request.Method, request.Uri)}: {error.Message}", error) : error;

    private static bool IsConnectTimeout(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            // That is how the handler says it; a TimeoutException by itself is some transport's own.
            if (e is OperationCanceledException or HttpRequestException && e.InnerException is TimeoutException)
            {
                return true;
            }
        }

        return false;
    }
}
