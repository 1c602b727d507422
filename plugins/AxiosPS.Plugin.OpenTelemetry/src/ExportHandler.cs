namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>
/// The way to the collector. It notes what fails, for the exporter tells nobody, and can be given up. It makes no spans of its own requests
/// and follows no redirect, which could take the headers elsewhere.
/// </summary>
internal sealed class ExportHandler(ExportSettings settings, ExportLog log)
    : DelegatingHandler(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, UseCookies = false })
{
    private readonly CancellationTokenSource givenUp = new();

    /// <summary>Ends what is under way; nothing more is sent.</summary>
    public void GiveUp() => givenUp.Cancel();

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, givenUp.Token);
        try
        {
            return Noted(base.Send(request, ends.Token));
        }
        catch (Exception e)
        {
            throw Noted(e);
        }
    }

    // That of gRPC, which says how it went after the body.
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, givenUp.Token);
        try
        {
            var response = await base.SendAsync(request, ends.Token).ConfigureAwait(false);
            await response.Content.LoadIntoBufferAsync(ends.Token).ConfigureAwait(false);
            return Noted(response);
        }
        catch (Exception e)
        {
            throw Noted(e);
        }
    }

    private HttpResponseMessage Noted(HttpResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
        {
            log.Fail($"it answers with status {(int)response.StatusCode}");
        }
        else if ((response.TrailingHeaders.TryGetValues("grpc-status", out var status) || response.Headers.TryGetValues("grpc-status", out status)) && status.First() is not "0" and var code)
        {
            log.Fail($"it answers with gRPC status {code}");
        }

        return response;
    }

    private Exception Noted(Exception error)
    {
        log.Fail(error is OperationCanceledException ? settings.NoAnswer : error.GetBaseException().Message.TrimEnd('.'));
        return error;
    }
}
