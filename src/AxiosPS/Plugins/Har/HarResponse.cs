namespace AxiosPS.Plugins;

/// <summary>An answer whose body is noted while it is read.</summary>
internal sealed class HarResponse : TransportResponse
{
    private readonly TransportResponse answer;
    private readonly HarExchange exchange;

    public HarResponse(TransportResponse answer, HarExchange exchange)
        : base(answer.StatusCode, answer.Headers, new HarStream(answer, exchange))
    {
        (this.answer, this.exchange) = (answer, exchange);
        ContentLength = answer.ContentLength;
        ReasonPhrase = answer.ReasonPhrase;
        HttpVersion = answer.HttpVersion;
        Connecting = answer.Connecting;
        IsInjected = answer.IsInjected;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            exchange.End(null);
            base.Dispose(disposing);
            answer.Dispose();
        }
    }
}
