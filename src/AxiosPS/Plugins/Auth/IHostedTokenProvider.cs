namespace AxiosPS.Plugins;

/// <summary>
/// A provider that can run only where a call waits for it. Each call that waits offers its place, and whichever is free first is taken:
/// a place may be held by somebody who waits for the token himself.
/// </summary>
internal interface IHostedTokenProvider : ITokenProvider
{
    /// <summary>Runs it by <see cref="TokenOffer.RunHere"/> as soon as the place is free; done when that has happened.</summary>
    Task OfferAsync(TokenOffer offer, CancellationToken cancellationToken);
}
