namespace AxiosPS.Plugins;

/// <summary>A token as one call has it.</summary>
/// <param name="token">The token.</param>
/// <param name="order">When the call got it, among all that happens to the tokens of its client.</param>
internal sealed class AuthStamp(HeldToken token, long order)
{
    private int isUsed;

    public string Value => token.Value;

    public long Order => order;

    /// <summary>For an attempt; false if that should have another, as it is not the first or the token has ended meanwhile.</summary>
    public bool TryUse(DateTimeOffset now) => Interlocked.Exchange(ref isUsed, 1) == 0 && !token.IsOver(now);
}
