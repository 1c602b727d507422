namespace AxiosPS;

/// <summary>A call that goes on in several ways at the same time (hedging).</summary>
public sealed partial class RequestContext
{
    private List<RequestContext>? forks;

    /// <summary>The call that this is a fork of, null if it is none.</summary>
    internal RequestContext? ForkOf { get; }

    /// <summary>
    /// Whether the call can go on as several at the same time: its body is in memory or it has none, and so will be its answer.
    /// </summary>
    public bool CanFork => Config is { Stream: not true, OutFile: null } && Content is null or { IsInMemory: true };

    /// <summary>
    /// A copy of this call, for a middleware that calls next again while it still runs: what hooks further in do to one does nothing to
    /// the others. It ends with the token, and with this call, whose clocks it has and which counts its attempts.
    /// </summary>
    /// <param name="cancellationToken">Gives it up alone.</param>
    /// <exception cref="InvalidOperationException">The call cannot be forked (<see cref="CanFork"/>).</exception>
    public RequestContext Fork(CancellationToken cancellationToken = default)
    {
        if (!CanFork)
        {
            throw new InvalidOperationException($"{this} cannot go on as several at once: its body, or its answer, is a file or a stream. Ask CanFork before.");
        }

        var fork = new RequestContext(this, isFork: true, cancellationToken);
        lock (gate)
        {
            if (!ended)
            {
                (forks ??= []).Add(fork);
                return fork;
            }
        }

        fork.End(null); // nobody else will: it goes on as a late next of the call itself does
        return fork;
    }

    /// <summary>Goes on as a fork has it: what hooks further in have changed counts, as after a plain next. For the one whose outcome is given.</summary>
    /// <exception cref="ArgumentException">It is no fork of this call.</exception>
    public void Adopt(RequestContext fork)
    {
        ArgumentNullException.ThrowIfNull(fork);
        if (fork.ForkOf != this)
        {
            throw new ArgumentException("That is no fork of this call.", nameof(fork));
        }

        (Config, ResolvedUri, content, items, Sent) = (fork.Config, fork.ResolvedUri, fork.content, fork.items, fork.Sent);
        for (var i = 0; i < MiddlewareTasks.Length; i++)
        {
            if (fork.MiddlewareTasks[i] is { } task)
            {
                Keep(i, task); // so that an error is laid at the right door
            }
        }
    }
}
