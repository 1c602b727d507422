using System.Runtime.CompilerServices;

namespace AxiosPS;

/// <summary>One attempt: its interceptors, the request with its redirects, the body, its interceptors again.</summary>
internal static class SingleAttempt
{
    public static ValueTask<AxiosResponse> SendAsync(RequestContext context, int number) =>
        context.Hooks.AttemptRequest.Length == 0 && context.Hooks.AttemptResponse.Length == 0
            ? ExchangeAsync(context, context.Config, context.Uri, context.Content, number)
            : InterceptAsync(context, number);

    private static async ValueTask<AxiosResponse> InterceptAsync(RequestContext context, int number)
    {
        AxiosResponse? response = null;
        AxiosException? error = null;
        context.Sent = null;
        try
        {
            context.Config.Streams ??= new(); // a stream that the hook sets each time is the same stream
            // A copy of its own: nothing piles up from try to try.
            var config = await InterceptorChain.RunAsync(context.Hooks.AttemptRequest, context.Config.Copy(), context).ConfigureAwait(false);
            context.Sent = config;
            FileDownload.Check(config);
            var uri = Uri(config, context);
            var content = config.Content == context.Config.Content ? context.Content : RequestContent.For(config, context.Client.DataFormat, context.Content);
            response = await ExchangeAsync(context, config, uri, content, number).ConfigureAwait(false);
        }
        catch (AxiosException e)
        {
            error = e;
        }
        catch (ArgumentException e)
        {
            error = AxiosHookException.From("An interceptor of each attempt", e);
        }

        return await InterceptorChain.RunAsync(context.Hooks.AttemptResponse, response, error, context).ConfigureAwait(false);
    }

    // Of two that changed the address, a middleware (context.Uri) and an interceptor of this attempt (its config), the inner one wins.
    private static Uri Uri(RequestConfig config, RequestContext context)
    {
        var own = context.Resolve(config);
        return own == context.Resolve(context.Config) ? context.Uri : own;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<AxiosResponse> ExchangeAsync(RequestContext context, RequestConfig config, Uri uri, RequestContent? content, int number)
    {
        context.SetCancelToken(config.CancelToken); // which a middleware or an interceptor of each attempt may have set
        var method = Methods.Normalize(config.Method);
        OriginGuard.CheckBody(method, uri, content, config, context);
        var headers = config.Headers.Copy();
        OriginGuard.Strip(headers, uri, context);
        if (context.SendsTrace == true)
        {
            TraceHeaders.Stamp(headers);
        }

        var request = new TransportRequest(method, uri, headers, content)
        {
            SendsTrace = context.SendsTrace is null, // else it is said already, or is not to be
            Upload = UploadMeter.For(content, config, context),
            Connection = OriginGuard.ConnectionOf(config, uri, context),
            Decompress = config.Decompress != false,
            AllowUnencrypted = config.AllowUnencryptedAuthentication == true,
            Credentials = OriginGuard.CredentialsOf(config, uri, context),
        };
        context.ReturnDefaultTimeout();
        var clock = new AttemptClock(context);
        TransportResponse? answer = null;
        ResponseStream? stream = null;
        try
        {
            using var file = config.OutFile is null ? null : await BeginAsync(request, config, context, clock).ConfigureAwait(false);
            clock.Start(TimeoutClock.Attempt, config.AttemptTimeout);
            var time = context.Client.TimeProvider;
            var begun = time.GetTimestamp();
            answer = await RedirectLoop.SendAsync(request, config, context, clock.Token).ConfigureAwait(false);
            clock.Stop();
            var arrived = time.GetTimestamp();
            var (bytes, saved) = (ReadOnlyMemory<byte>.Empty, (FileInfo?)null);
            var (takes, retried) = file is null ? default : await TakesAsync(file, request, answer, context, number).ConfigureAwait(false);
            if (takes)
            {
                context.LiftDefaultTimeout();
                saved = await file!.SaveAsync(request, answer, new BodyStream(answer, request, config, context, clock, inMemory: false), clock.Token).ConfigureAwait(false);
            }
            else if (config.Stream == true && IsGood(answer, request))
            {
                context.LiftDefaultTimeout();
                stream = new(new(answer, request, config, context, clock, inMemory: false), answer, context, clock);
                context.Watch(stream);
            }
            else if (HasBody(answer, request))
            {
                bytes = await BodyReader.ReadAsync(new(answer, request, config, context, clock, inMemory: true)).ConfigureAwait(false);
            }

            var response = new AxiosResponse(answer.StatusCode, bytes, answer.Headers, context)
            {
                ReasonPhrase = answer.ReasonPhrase,
                HttpVersion = answer.HttpVersion,
                Stream = stream,
                File = saved,
                RetryVerdict = retried,
                IsInjected = answer.IsInjected,
                Times = new(answer.Connecting, time.GetElapsedTime(begun, arrived), stream is null ? time.GetElapsedTime(arrived) : null),
            };
            response.TieTo(context, request.Uri, request.Redirects);
            return response;
        }
        catch (Exception e)
        {
            throw CallErrors.FromTransport(e, context, request, clock);
        }
        finally
        {
            if (stream is null)
            {
                answer?.Dispose();
                clock.Dispose();
            }
        }
    }

    // A part is read for its hash before anything is sent, which may take longer than a call that is stuck.
    private static async ValueTask<FileDownload> BeginAsync(TransportRequest request, RequestConfig config, RequestContext context, AttemptClock clock)
    {
        if (config.Hash is null || config.Resume != true)
        {
            return await FileDownload.BeginAsync(request, config, clock.Token).ConfigureAwait(false);
        }

        context.LiftDefaultTimeout();
        var file = await FileDownload.BeginAsync(request, config, clock.Token).ConfigureAwait(false);
        context.ReturnDefaultTimeout();
        return file;
    }

    // An answer that is asked for again is no file, and neither is one whose status will be refused: that would have to be taken away again.
    private static async ValueTask<(bool Takes, bool? Retried)> TakesAsync(FileDownload file, TransportRequest request, TransportResponse answer, RequestContext context, int number)
    {
        if (file.IsBeyond(answer.StatusCode) || !FileDownload.Takes(request.Method, answer.StatusCode))
        {
            return (file.IsBeyond(answer.StatusCode), null);
        }

        bool? retried = RetryPolicy.MayRepeat(context, number, null) && RetryPolicy.Obstacle(context) is null
            ? await RetryPolicy.IsWantedAsync(new(number, context, Head(answer, context), null)).ConfigureAwait(false)
            : null;
        var takes = retried != true
            && (context.Config.ValidateStatus is null || await StatusVerdict.AcceptsAsync(Head(answer, context), context).ConfigureAwait(false));
        return (takes, retried);
    }

    private static AxiosResponse Head(TransportResponse answer, RequestContext context) =>
        new(answer.StatusCode, default, answer.Headers, context) { ReasonPhrase = answer.ReasonPhrase };

    // RFC 9110, sections 6.4.1, 9.3.2 and 15.4.5
    private static bool HasBody(TransportResponse answer, TransportRequest request) => request.Method != "HEAD" && answer.StatusCode is not (204 or 304);

    // What does not go well is read into memory, for the error to tell.
    private static bool IsGood(TransportResponse answer, TransportRequest request) => answer.StatusCode is >= 200 and <= 299 and not 205 && HasBody(answer, request);
}
