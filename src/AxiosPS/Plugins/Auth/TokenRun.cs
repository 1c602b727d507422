using System.Diagnostics.CodeAnalysis;

namespace AxiosPS.Plugins;

/// <summary>One run of a provider, for all calls that wait for it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has neither timer nor handle, and what waits for it may outlast the run.")]
internal sealed class TokenRun
{
    private static readonly AsyncLocal<TokenRun?> Here = new();

    private readonly TaskCompletionSource<HeldToken> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource cancel = new();
    private readonly TokenSource source;
    private TaskCompletionSource freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TokenRun? outer;
    private ITimer? clock;
    private int begun;
    private int claimed;

    public TokenRun(TokenSource source, TokenRequest request, string? refused) => (this.source, Request, Refused) = (source, request, refused);

    /// <summary>Whether this code runs inside a provider of any plugin, which must not wait for another one: that may wait for it.</summary>
    public static bool IsAnyHere => Innermost(null) is not null;

    /// <summary>Who asks.</summary>
    public TokenRequest Request { get; }

    /// <summary>The token that it is to replace, as the server has refused that; null if there is none.</summary>
    public string? Refused { get; }

    /// <summary>Where it ran, or which call began it; null if that is not known yet.</summary>
    public TokenOffer? Place { get; private set; }

    /// <summary>Done when it has ended.</summary>
    public Task<HeldToken> Outcome => outcome.Task;

    /// <summary>Done when a place that it ran in has been taken from it.</summary>
    public Task Freed => Volatile.Read(ref freed).Task;

    /// <summary>How many wait; the source's.</summary>
    public int Waiting { get; set; }

    /// <summary>Whether nobody will hear of it any more; the source's.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Whether it runs in the place of a call.</summary>
    public bool IsClaimed => Volatile.Read(ref claimed) != 0;

    /// <summary>Whether this code runs inside a provider of this source.</summary>
    public static bool IsHere(TokenSource source) => Innermost(source) is not null;

    /// <summary>Runs a provider on the thread pool, unless it does already.</summary>
    public void Start(ITokenProvider provider, TimeSpan limit, TokenOffer place)
    {
        if (Interlocked.Exchange(ref begun, 1) != 0)
        {
            return;
        }

        Place = place;

        if (limit > TimeSpan.Zero)
        {
            clock = Request.Client.TimeProvider.CreateTimer(
                _ => Fail(new TimeoutException($"it has given none within {DelayTime.Text(limit)} (RefreshTimeout).")), null, AttemptClock.Bounded(limit), Timeout.InfiniteTimeSpan);
        }

        _ = Host.InBackground(() => RunAsync(provider));
    }

    /// <inheritdoc cref="TokenOffer.RunHere"/>
    public void RunHere(Func<TokenRequest, AuthToken> provider, TokenOffer place)
    {
        if (HasEnded || Interlocked.Exchange(ref claimed, 1) != 0)
        {
            return;
        }

        Place = place;
        var outside = Here.Value;
        (outer, Here.Value) = (outside, this);
        try
        {
            Complete(provider(Request));
        }
        catch (Exception e) when (Host.IsStop(e))
        {
            Release(); // the place is lost, and not the token
            throw;
        }
        catch (Exception e)
        {
            Fail(e);
        }
        finally
        {
            Here.Value = outside;
        }
    }

    /// <summary>Tells those who wait.</summary>
    public void End(HeldToken? token, Exception? error)
    {
        clock?.Dispose();
        if (token is not null)
        {
            outcome.TrySetResult(token);
        }
        else if (error is not null && outcome.TrySetException(error))
        {
            _ = outcome.Task.Exception; // seen, even where nobody waits any more
        }

        cancel.CancelQuietly();
    }

    private static TokenRun? Innermost(TokenSource? source)
    {
        // Work that a provider has left running keeps the value after its end.
        var run = Here.Value;
        while (run is not null && (run.HasEnded || (source is not null && run.source != source)))
        {
            run = run.outer;
        }

        return run;
    }

    private async Task RunAsync(ITokenProvider provider)
    {
        (outer, Here.Value) = (Here.Value, this);
        try
        {
            Complete(await provider.GetTokenAsync(Request, cancel.Token).ConfigureAwait(false));
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private void Complete(AuthToken? token) => source.End(this, token ?? throw new InvalidOperationException("it gave no token."), null);

    private void Fail(Exception error) => source.End(this, null, error);

    // First the place, then the news: who has asked for it in vain hears of it, and who hears of it finds it free.
    private void Release()
    {
        Volatile.Write(ref claimed, 0);
        Interlocked.Exchange(ref freed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        source.Abandon(this);
    }
}
