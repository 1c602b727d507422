namespace AxiosPS;

/// <summary>The body of a response that a middleware gave to a call with <see cref="RequestConfig.OutFile"/>: from memory, or from the stream of another call.</summary>
internal static class GivenBody
{
    /// <summary>Writes it if it is for the file.</summary>
    public static async ValueTask SaveAsync(AxiosResponse response, RequestContext context)
    {
        if (!FileDownload.Takes(context.Method, response.StatusCode) || !await StatusVerdict.AcceptsAsync(response, context).ConfigureAwait(false))
        {
            return;
        }

        var (config, stream) = (context.Config, response.Stream);
        var request = new TransportRequest(context.Method, response.Address, context.Headers, null);
        using var answer = new TransportResponse(response.StatusCode, response.Headers, stream ?? new MemoryStream(response.Bytes, writable: false));
        using var clock = new AttemptClock(context);
        using var download = new FileDownload(config, null);
        if (stream is not null)
        {
            response.Stream = null;
            context.LiftDefaultTimeout();
        }

        try
        {
            response.File = await download.SaveAsync(request, answer, stream is null ? answer.Body : new BodyStream(answer, request, config, context, clock, inMemory: false), clock.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not ArgumentException)
        {
            throw CallErrors.FromTransport(e, context, request, clock);
        }
    }
}
