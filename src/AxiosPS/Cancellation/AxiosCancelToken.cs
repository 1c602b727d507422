namespace AxiosPS;

/// <summary>
/// Ends calls: every call that is given it (<see cref="RequestConfig.CancelToken"/>) ends at once when it is cancelled, with the reason.
/// Safe for many threads at once.
/// </summary>
public sealed class AxiosCancelToken : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private string? reason;

    /// <summary>Whether it is cancelled.</summary>
    public bool IsCancellationRequested => source.IsCancellationRequested;

    /// <summary>Why, if whoever cancelled said so.</summary>
    public string? Reason => Volatile.Read(ref reason);

    /// <summary>The same as a token of .NET's.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Ends the calls that have it. A second time does nothing.</summary>
    /// <param name="reason">Why, for the errors to say.</param>
    public void Cancel(string? reason = null)
    {
        Interlocked.CompareExchange(ref this.reason, reason, null);
        source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();
}
