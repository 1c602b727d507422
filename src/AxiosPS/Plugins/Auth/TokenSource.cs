namespace AxiosPS.Plugins;

/// <summary>
/// The token of one client, which it gets for all calls that need one at the same time by one run of the provider. That is so for a token
/// with an expiry. One without is that of the call whose run gave it, for a provider may look at who asks; only those whom the server has
/// refused with the same token get another by one run.
/// </summary>
internal sealed class TokenSource(ITokenProvider provider, AxiosClient client, AuthOptions options)
{
    private readonly object gate = new();
    private readonly List<TokenRun> open = []; // under way, for others to join
    private HeldToken? current; // the last one with an expiry, unless it was refused
    private bool isPerCall; // the last one had no expiry
    private (long Order, string? Refused, HeldToken? Token, Exception? Error) renewed; // the last time after a refusal
    private long order;

    private DateTimeOffset Now => client.TimeProvider.GetUtcNow();

    /// <summary>Whether this code runs inside the provider, whose own calls go out without a token.</summary>
    public bool IsAskedHere => TokenRun.IsHere(this);

    /// <summary>A token as a call has it.</summary>
    public AuthStamp Stamp(HeldToken token) => new(token, Interlocked.Increment(ref order));

    /// <summary>Whether an attempt may go out with what it has.</summary>
    public bool TryUse(AuthStamp stamp)
    {
        if (!stamp.TryUse(Now))
        {
            return false;
        }

        lock (gate)
        {
            // Refused meanwhile, and there is another: that saves the 401.
            return current is null || current.Value == stamp.Value || !IsRenewed(stamp);
        }
    }

    /// <summary>Forgets the token, and what runs under way are about to give.</summary>
    public void Clear()
    {
        lock (gate)
        {
            (current, renewed) = (null, default);
            open.Clear();
        }
    }

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

            run = Join(null);
        }

        return new(GetAsync(new TokenOffer(run), cancellationToken));
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
                if (current is not null && current.Value != refused.Value && current.IsFresh(Now))
                {
                    return current;
                }

                if (IsRenewed(refused) && !open.Exists(other => other.Refused == refused.Value))
                {
                    return renewed.Token ?? throw Failed(renewed.Error!); // somebody has asked since, and got no other
                }

                current = null;
                run = Join(refused.Value);
            }

            var token = await WaitAsync(new(run), cancellationToken).ConfigureAwait(false);
            if (run.Refused == refused.Value || (token.HasExpiry && token.Value != refused.Value))
            {
                return token;
            }

            // It had begun for others, and has given the same one again, or one that is theirs alone.
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
            isPerCall = held is null ? isPerCall : !held.HasExpiry;
            if (Forget(run))
            {
                current = held is { HasExpiry: true } ? held : current;
                renewed = run.Refused is null ? renewed : (Interlocked.Increment(ref order), run.Refused, held, error);
            }
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

    // Under the lock: whether somebody has asked for another one since the call got its own.
    private bool IsRenewed(AuthStamp refused) => renewed.Refused == refused.Value && renewed.Order > refused.Order;

    // Under the lock. Inside a provider nobody waits for a run that has begun elsewhere.
    private TokenRun Join(string? refused)
    {
        var run = TokenRun.IsAnyHere ? null
            : (refused is null ? null : open.Find(other => other.Refused == refused)) ?? (isPerCall ? null : open.FirstOrDefault());
        if (run is null)
        {
            run = new(this, new(client, refused is not null), refused);
            if (refused is not null || !isPerCall)
            {
                open.Add(run);
            }
        }

        run.Waiting++;
        return run;
    }

    // Under the lock; false if what it gives is for those alone who wait for it.
    private bool Forget(TokenRun run)
    {
        run.HasEnded = true;
        return open.Remove(run);
    }

    private async Task<HeldToken> GetAsync(TokenOffer offer, CancellationToken cancellationToken)
    {
        var token = await WaitAsync(offer, cancellationToken).ConfigureAwait(false);
        return token.HasExpiry || offer.WasTaken ? token : await GetAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<HeldToken> WaitAsync(TokenOffer offer, CancellationToken cancellationToken)
    {
        var run = offer.Run;
        try
        {
            if (provider is IHostedTokenProvider hosted)
            {
                await OfferAsync(hosted, offer, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                run.Start(provider, options.RefreshTimeout, offer);
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
    private static async Task OfferAsync(IHostedTokenProvider hosted, TokenOffer offer, CancellationToken cancellationToken)
    {
        var run = offer.Run;
        while (!run.Outcome.IsCompleted)
        {
            var freed = run.Freed;
            var offered = hosted.OfferAsync(offer, cancellationToken);
            if (await Task.WhenAny(offered, run.Outcome).ConfigureAwait(false) == offered)
            {
                await offered.ConfigureAwait(false);
                await Task.WhenAny(run.Outcome, freed).WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Each call has an exception of its own.
    private static AxiosHookException Failed(Exception cause) => AxiosHookException.From("The token provider of the AuthPlugin", cause);
}
