namespace AxiosPS;

/// <summary>One request and what came of it.</summary>
/// <param name="Ticket">Its place in the order in which requests began.</param>
/// <param name="Request">The request.</param>
/// <param name="Response">The answer, null if there was none.</param>
/// <param name="Failure">How the network failed, null if it did not.</param>
/// <param name="Message">What that error said.</param>
internal sealed record CassetteInteraction(long Ticket, CassetteRequest Request, CassetteResponse? Response, NetworkFailure? Failure = null, string? Message = null)
{
    /// <summary>Digests of the credentials that it is answered to; empty for a request that has none.</summary>
    public IReadOnlyList<string> Credentials { get; init; } = [];
}
