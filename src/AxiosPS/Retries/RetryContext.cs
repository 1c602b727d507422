namespace AxiosPS;

/// <summary>What a retry strategy and a retry condition may look at.</summary>
/// <param name="Retry">The number of the retry that is to come, 1 for the first.</param>
/// <param name="Request">The call.</param>
/// <param name="Response">The response that came, null if none did.</param>
/// <param name="Error">The error of the attempt, null if a response came.</param>
public sealed record RetryContext(int Retry, RequestContext Request, AxiosResponse? Response, AxiosException? Error)
{
    /// <summary>The wait before the attempt that failed; zero if that was the first.</summary>
    public TimeSpan PreviousDelay { get; init; }

    /// <summary>The status that came, null if none did. It is an error already where an interceptor for each attempt has made it one.</summary>
    internal int? Status => Error is null or AxiosStatusException ? (Error?.Response ?? Response)!.StatusCode : null;
}
