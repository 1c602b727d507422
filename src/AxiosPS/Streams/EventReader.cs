using System.Diagnostics.CodeAnalysis;

namespace AxiosPS;

/// <summary>
/// Server-sent events. Where the connection ends and the server has shown that it can go on from there, it is made anew, through
/// the whole pipeline.
/// </summary>
internal sealed class EventReader(AxiosClient client, RequestConfig config, int maxReconnects, CancellationToken cancellationToken) : ItemReader<ServerSentEvent>
{
    private const string MediaType = "text/event-stream";

    private static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly EventParser parser = new();
    private readonly long started = client.TimeProvider.GetTimestamp();
    private readonly TimeSpan? total = config.Timeout ?? client.Defaults.Timeout;
    private LineSplitter? lines;
    private AxiosResponse? last;
    private int connections;
    private int reconnects; // in a row, without an event

    private bool CanReconnect => maxReconnects > 0 && parser.CanResume && Methods.Normalize(config.Method ?? client.Defaults.Method) == "GET";

    private string Line => AxiosException.Line(last!.Method, last.Address);

    private TimeSpan Left => total > TimeSpan.Zero ? total.Value - client.TimeProvider.GetElapsedTime(started) : TimeSpan.MaxValue;

    public override AxiosResponse? Response => last;

    public override bool TryNext([MaybeNullWhen(false)] out ServerSentEvent item)
    {
        item = null;
        while (item is null && lines?.TryNext(out var next) == true)
        {
            item = parser.Take(next);
            if (parser.Size > lines.Limit)
            {
                throw lines.TooLong("an event");
            }
        }

        reconnects = item is null ? reconnects : 0;
        return item is not null;
    }

    public override async ValueTask<bool> FillAsync()
    {
        AxiosException? broken = null;
        try
        {
            if (lines is null)
            {
                return await ConnectAsync().ConfigureAwait(false);
            }

            if (await lines.FillAsync().ConfigureAwait(false))
            {
                return true;
            }
        }
        catch (AxiosException e) when (CanReconnect && RetryPolicy.IsPassing(e))
        {
            broken = e;
        }

        if (!CanReconnect)
        {
            return false;
        }

        Dispose();
        lines = null;
        parser.CutOff();
        if (++reconnects > maxReconnects)
        {
            throw broken ?? new AxiosNetworkException($"{Line} ended {reconnects} times in a row before there was an event (MaxReconnects).", NetworkFailure.ConnectionLost);
        }

        await WaitAsync().ConfigureAwait(false);
        return true;
    }

    public override void Dispose() => lines?.Dispose();

    // False where the server says that there is nothing more.
    private async ValueTask<bool> ConnectAsync()
    {
        var response = last = await StreamedCall.SendAsync(client, config, MediaType, cancellationToken, Prepare).ConfigureAwait(false);
        if (response.StatusCode == 204)
        {
            return false;
        }

        if (!response.Ok)
        {
            throw new AxiosStatusException(response);
        }

        if (response.ContentType != MediaType)
        {
            response.Stream?.Dispose();
            var error = new AxiosException($"{AxiosException.Line(response.Method, response.Address)} answered with {(response.ContentType is { Length: > 0 } type ? type : "no content type")}, and events come as {MediaType}.");
            error.TieTo(response);
            throw error;
        }

        lines = new(response, isEvents: true);
        return true;
    }

    private void Prepare(RequestConfig call)
    {
        if (connections++ == 0)
        {
            return;
        }

        if (parser.LastEventId.Length > 0)
        {
            call.Headers["Last-Event-ID"] = parser.LastEventId;
        }

        if (Left is var left && left != TimeSpan.MaxValue)
        {
            call.Timeout = left; // a total time is that of the whole
        }
    }

    private async ValueTask WaitAsync()
    {
        var wait = parser.Retry ?? DefaultWait;
        wait = wait < LongestWait ? wait : LongestWait;
        wait = wait < Left ? wait : Left;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, client.Closing);
        var token = last!.Config!.CancelToken; // as an interceptor has left it
        using var tokenEnds = token?.Follow(either) ?? default;
        try
        {
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, client.TimeProvider, either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException e)
        {
            var (reason, by) = cancellationToken.IsCancellationRequested ? (null, cancellationToken)
                : token is { IsCancellationRequested: true } ? (token.Reason, token.Canceled)
                : (CallErrors.Closed, client.Closing);
            var error = new AxiosCanceledException(Line, reason, e, by);
            error.TieTo(last);
            throw error;
        }

        if (Left <= TimeSpan.Zero)
        {
            var error = new AxiosTimeoutException(TimeoutClock.Total, total!.Value, last!.Method, last.Address, null);
            error.TieTo(last);
            throw error;
        }
    }
}
