namespace AxiosPS.Plugins;

/// <summary>What the rules ask of an answer: its status and headers, when it was asked for and when it came.</summary>
internal sealed record AnswerHead(int StatusCode, HeaderCollection Headers, DateTimeOffset Requested, DateTimeOffset Received)
{
    public CacheControl Control { get; } = CacheControl.Of(Headers);

    /// <summary>When the server made it; if it does not say, when it came.</summary>
    public DateTimeOffset Date => HttpDate.Of(Headers, "Date") ?? Received;
}
