using System.Diagnostics;

namespace AxiosPS.Plugins;

/// <summary>
/// Writes a line for each request and one for what comes of it: <c>--> GET https://example.com/</c> and
/// <c>&lt;-- 200 OK https://example.com/ (1,204 bytes, 83ms)</c>, and one for each attempt that is repeated. It shows the call as it is
/// where the plugin stands: attached first the caller's view with the answers of a cache, attached after the cache what goes to the network. Calls
/// that end in a request interceptor never come to it; a status that the status check refuses is an answer here. Headers are those that
/// the request has at this point: what an interceptor for each attempt sets is not shown, nor what the connection adds.
/// Secrets are masked everywhere.
/// </summary>
public sealed class LoggerPlugin : IAxiosPlugin
{
    private static readonly TimeSpan LastLine = TimeSpan.FromSeconds(1);

    private readonly RareWarning warning = new(Source);
    private readonly ILogSink sink;
    private readonly LoggerOptions options;
    private readonly Func<RetryContext, TimeSpan, ValueTask> onRetry;

    /// <summary>Makes the plugin. One instance may serve several clients.</summary>
    /// <param name="write">
    /// Takes each record, on the thread on which the call went on. What it throws becomes a warning, the call goes on. Default:
    /// <see cref="Source"/>, answers from 400 on and retries as warnings, failures as errors.
    /// </param>
    /// <param name="options">What else is shown. Default: nothing.</param>
    public LoggerPlugin(Action<LogRecord>? write = null, LoggerOptions? options = null)
        : this((object)(write ?? Trace), options)
    {
    }

    /// <summary>Makes the plugin with a sink of any kind.</summary>
    /// <param name="sink">
    /// An <see cref="ILogSink"/>, an <c>Action&lt;LogRecord&gt;</c> or <c>Action&lt;string&gt;</c>, an <c>ILogger</c> of Microsoft.Extensions.Logging (state: the
    /// properties of the record), or an object with public methods that take a string: Information, Warning and Error (or Info, Warn and
    /// Error), Log, or WriteLine.
    /// </param>
    /// <param name="options">What else is shown. Default: nothing.</param>
    /// <exception cref="ArgumentException">The sink is none of these.</exception>
    public LoggerPlugin(object sink, LoggerOptions? options = null)
    {
        this.sink = LogSinks.From(sink);
        this.options = options ?? new();
        onRetry = OnRetryAsync;
    }

    /// <summary>Where records go by default, for listeners. Its name is <c>AxiosPS.Logger</c>.</summary>
    public static TraceSource Source { get; } = new("AxiosPS.Logger", SourceLevels.Information);

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Use(LogAsync, new HookOptions { Name = nameof(LoggerPlugin) });
    }

    internal static void Trace(LogRecord record) => Source.TraceEvent(record.Level, 0, record.ToString());

    private async Task<AxiosResponse> LogAsync(RequestContext context, RequestHandler next)
    {
        var call = new LoggedCall(context, options);
        context.HearOfRetries(onRetry);
        await WriteAsync(call.Request, context, context.CancellationToken).ConfigureAwait(false);
        call.Start();
        AxiosResponse response;
        try
        {
            response = await next(context).ConfigureAwait(false);
        }
        catch (Exception e) when (!Host.IsStop(e))
        {
            using var patience = context.CancellationToken.IsCancellationRequested ? new CancellationTokenSource(LastLine, context.Client.TimeProvider) : null; // of who is cancelled
            await WriteAsync(() => call.Failure(e), context, patience?.Token ?? context.CancellationToken).ConfigureAwait(false);
            throw;
        }

        if (response is not null) // a middleware further in that gave nothing is the engine's to report
        {
            await WriteAsync(() => call.Response(response), context, context.CancellationToken).ConfigureAwait(false);
        }

        return response!;
    }

    private ValueTask OnRetryAsync(RetryContext retry, TimeSpan wait) =>
        WriteAsync(() => LoggedCall.Retry(retry, wait, options), retry.Request, retry.Request.CancellationToken);

    // A log must not be what ends a call, nor what keeps one that is cancelled.
    private async ValueTask WriteAsync(Func<LogRecord> record, RequestContext context, CancellationToken cancellationToken)
    {
        try
        {
            var writing = sink.WriteAsync(record(), cancellationToken);
            await (writing.IsCompleted ? writing : new(writing.AsTask().WaitAsync(cancellationToken))).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The call ends, and whoever waits next says so.
        }
        catch (Exception e) when (!Host.IsStop(e))
        {
            warning.Say($"The log of {nameof(LoggerPlugin)} cannot be written, the calls go on: {e.Message.TrimEnd('.')}.", context.Client.TimeProvider.GetUtcNow());
        }
    }
}
