namespace AxiosPS.Plugins;

/// <summary>The token of one client, which it gets for all calls that need one at the same time by one run of the provider.</summary>
internal sealed class TokenSource(ITokenProvider provider, AxiosClient client, AuthPluginOptions options)
{
    private readonly object gate = new();
    private HeldToken? current; // the last one, unless it was refused
    private TokenRun? shared; // under way
    private (long Order, HeldToken? Token, Exception? Error) renewed; // the last time after a refusal
    private long order;

    private DateTimeOffset Now => client.TimeProvider.GetUtcNow();

    /// <summary>Whether this code runs inside the provider, whose own calls go out without a token.</summary>
    public bool IsAskedHere => TokenRun.IsHere(this);

    /// <summary>A token as a call has it.</summary>
    public AuthStamp Stamp(HeldToken token) => new(token, Interlocked.Increment(ref order));

    /// <summary>Whether an attempt may go out with what it has.</summary>
    public bool TryUse(AuthStamp stamp) => stamp.TryUse(Now);

    /// <summary>The token: the one that is there, as long as it is good, or the provider's next.</summary>
    /// <exception cref="AxiosHookException">The provider failed.</exception>
    public ValueTask<HeldToken> GetAsync(CancellationToken cancellationToken)
    {
        TokenRun run;
        lock (gate)
        {
            if (current?.IsFresh(Now) == true)
            {
                return new(current);
            }

            run = Join(isRefused: false);
        }

        return new(WaitAsync(run, cancellationToken));
    }

    /// <summary>The token after the one that the server has refused: the provider is asked once for all who were sent away with that.</summary>
    /// <exception cref="AxiosHookException">The provider failed.</exception>
    public async Task<HeldToken> RenewAsync(AuthStamp refused, CancellationToken cancellationToken)
    {
        while (true)
        {
            TokenRun run;
            lock (gate)
            {
                if (current is not null && current.Value != refused.Value && !current.IsOver(Now))
                {
                    return current;
                }

                if (shared is not { IsRenewal: true } && renewed.Order > refused.Order)
                {
                    return renewed.Token ?? throw Failed(renewed.Error!); // somebody has asked since, and got no other
                }

                current = null;
                run = Join(isRefused: true);
            }

            var token = await WaitAsync(run, cancellationToken).ConfigureAwait(false);
            if (run.IsRenewal || token.Value != refused.Value)
            {
                return token;
            }

            // It had begun before the refusal was known, and has given the same one again.
        }
    }

    /// <summary>A run has ended, by itself or by its time.</summary>
    public void End(TokenRun run, AuthToken? token, Exception? error)
    {
        HeldToken? held;
        lock (gate)
        {
            if (run.HasEnded)
            {
                return;
            }

            held = token is null ? null : new(token, Now, options.ClockSkew);
            current = held ?? current;
            if (run.IsRenewal)
            {
                renewed = (Interlocked.Increment(ref order), held, error);
            }

            Forget(run);
        }

        run.End(held, error);
    }

    /// <summary>Ends a run that nobody waits for.</summary>
    public void Abandon(TokenRun run)
    {
        lock (gate)
        {
            if (run.HasEnded || run.Waiting > 0 || run.IsClaimed)
            {
                return;
            }

            Forget(run);
        }

        run.End(null, null);
    }

    // Under the lock. Inside a provider nobody waits for a run that has begun elsewhere.
    private TokenRun Join(bool isRefused)
    {
        var run = TokenRun.IsAnyHere ? null : shared;
        if (run is null)
        {
            run = new(this, new(client, isRefused));
            shared ??= run;
        }

        run.Waiting++;
        return run;
    }

    private void Forget(TokenRun run)
    {
        run.HasEnded = true;
        if (shared == run)
        {
            shared = null;
        }
    }

    private async Task<HeldToken> WaitAsync(TokenRun run, CancellationToken cancellationToken)
    {
        try
        {
            if (provider is IHostedTokenProvider hosted)
            {
                await OfferAsync(hosted, run, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                run.Start(provider, options.RefreshTimeout);
            }

            return await run.Outcome.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || (run.Outcome.IsFaulted && !cancellationToken.IsCancellationRequested))
        {
            throw Failed(e);
        }
        finally
        {
            lock (gate)
            {
                run.Waiting--;
            }

            Abandon(run);
        }
    }

    // Where the run is free again (its place was a call that was stopped), the next of the waiting has it.
    private static async Task OfferAsync(IHostedTokenProvider hosted, TokenRun run, CancellationToken cancellationToken)
    {
        while (!run.Outcome.IsCompleted)
        {
            var freed = run.Freed;
            var offer = hosted.OfferAsync(run, cancellationToken);
            if (await Task.WhenAny(offer, run.Outcome).ConfigureAwait(false) == offer)
            {
                await offer.ConfigureAwait(false);
                await Task.WhenAny(run.Outcome, freed).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Each call has an exception of its own.
    private static AxiosHookException Failed(Exception cause) => AxiosHookException.From("The token provider of the AuthPlugin", cause);
}
