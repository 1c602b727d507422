namespace AxiosPS;

/// <summary>Says which failed attempts are tried again.</summary>
public interface IRetryCondition
{
    /// <summary>Whether to try again what <paramref name="attempt"/> tells of.</summary>
    ValueTask<bool> ShouldRetryAsync(RetryContext attempt, CancellationToken cancellationToken);
}
