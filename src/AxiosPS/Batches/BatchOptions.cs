namespace AxiosPS;

/// <summary>How many requests are sent.</summary>
public sealed record BatchOptions
{
    /// <summary>How many are under way at once. Default: 16.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>Whether results come as they are ready, and not in the order of the requests. Default: false.</summary>
    public bool Unordered { get; init; }

    /// <summary>Whether no more are sent after the first that fails. Default: false.</summary>
    public bool StopOnError { get; init; }
}
