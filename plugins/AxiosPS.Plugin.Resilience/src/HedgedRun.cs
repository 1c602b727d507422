using Polly;

namespace AxiosPS.Plugin.Resilience;

/// <summary>One of the requests of a hedged call, when it is done.</summary>
/// <param name="Fork">The copy of the call that it was.</param>
/// <param name="End">How it ended.</param>
internal sealed record HedgedRun(RequestContext Fork, Outcome<AxiosResponse> End);
