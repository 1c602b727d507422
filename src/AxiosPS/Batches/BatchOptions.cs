namespace AxiosPS;

/// <summary>How many requests are sent.</summary>
public sealed record BatchOptions
{
    private readonly int throttleLimit = 16;

    /// <summary>How many are under way at once. Default: 16.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int ThrottleLimit
    {
        get => throttleLimit;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(ThrottleLimit));
            throttleLimit = value;
        }
    }

    /// <summary>Whether results come as they are ready, and not in the order of the requests. Default: false.</summary>
    public bool Unordered { get; init; }

    /// <summary>Whether no more are sent after the first that fails. Those under way then finish, and their results are given. Default: false.</summary>
    public bool StopOnError { get; init; }
}
