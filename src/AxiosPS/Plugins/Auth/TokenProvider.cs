namespace AxiosPS.Plugins;

/// <summary>Token providers out of lambdas, for C#. In PowerShell a scriptblock is one.</summary>
public static class TokenProvider
{
    /// <summary>A provider by a function.</summary>
    /// <param name="provider">Gives a token; as <see cref="ITokenProvider.GetTokenAsync"/>.</param>
    public static ITokenProvider From(Func<TokenRequest, CancellationToken, ValueTask<AuthToken>> provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new Lambda(provider);
    }

    private sealed class Lambda(Func<TokenRequest, CancellationToken, ValueTask<AuthToken>> provider) : ITokenProvider
    {
        public ValueTask<AuthToken> GetTokenAsync(TokenRequest request, CancellationToken cancellationToken) => provider(request, cancellationToken);

        public override string ToString() => HookExtensions.NameOf(provider);
    }
}
