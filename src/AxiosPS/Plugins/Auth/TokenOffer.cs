namespace AxiosPS.Plugins;

/// <summary>What one call that waits for a run has to offer: a place to run in.</summary>
internal sealed class TokenOffer(TokenRun run)
{
    public TokenRun Run => run;

    /// <summary>Who asks.</summary>
    public TokenRequest Request => run.Request;

    /// <summary>Whether the run was this call's own.</summary>
    public bool WasTaken => run.Place == this;

    /// <summary>Runs a provider here and now, unless it runs in another place already.</summary>
    public void RunHere(Func<TokenRequest, AuthToken> provider) => run.RunHere(provider, this);
}
