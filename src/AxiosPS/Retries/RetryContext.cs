namespace AxiosPS;

/// <summary>What a retry strategy may look at.</summary>
/// <param name="Retry">1 for the first retry.</param>
/// <param name="Request">The call.</param>
/// <param name="Response">The response that is tried again, null if none came.</param>
/// <param name="Error">The error that is tried again, null if a response came.</param>
public sealed record RetryContext(int Retry, RequestContext Request, AxiosResponse? Response, AxiosException? Error);
