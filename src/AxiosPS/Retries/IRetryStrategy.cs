namespace AxiosPS;

/// <summary>Says how long to wait before a retry.</summary>
public interface IRetryStrategy
{
    /// <summary>The delay before the next attempt; zero or negative goes on at once.</summary>
    ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken);
}
