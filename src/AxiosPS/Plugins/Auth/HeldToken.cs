namespace AxiosPS.Plugins;

/// <summary>A token, and when another is to be got.</summary>
internal sealed class HeldToken
{
    private readonly DateTimeOffset? renewal;

    public HeldToken(AuthToken token, DateTimeOffset now, TimeSpan skew)
    {
        (Value, HasExpiry) = (token.Value, token.Expires is not null);
        if (token.Expires is { } expires && expires > now) // one that has ended by this clock is kept for nobody
        {
            var early = (expires - now) / 2;
            renewal = expires - (skew < early ? skew : early);
        }
    }

    public string Value { get; }

    /// <summary>Whether it is the client's, and not that of one call.</summary>
    public bool HasExpiry { get; }

    /// <summary>Whether calls may go on using it without asking: it has an expiry, which is not near.</summary>
    public bool IsFresh(DateTimeOffset now) => now < renewal;

    /// <summary>Whether it was to be kept, and is so no more.</summary>
    public bool IsOver(DateTimeOffset now) => now >= renewal;
}
