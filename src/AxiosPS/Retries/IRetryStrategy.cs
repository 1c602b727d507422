using System.ComponentModel;

namespace AxiosPS;

/// <summary>
/// Says how long to wait before a retry. PowerShell makes one of a scriptblock, a number of seconds, a TimeSpan, or any object
/// with a delay method (see <see cref="RetryStrategy.From(object)"/>). One strategy serves many calls at once.
/// </summary>
[TypeConverter("AxiosPS.Scripting.RetryStrategyConverter, AxiosPS")]
public interface IRetryStrategy
{
    /// <summary>
    /// The delay before the next attempt; zero goes on at once, a negative one is an <see cref="AxiosHookException"/>. What the server
    /// asks for (Retry-After) may make the wait longer. A wait that the total time would cut short is not begun.
    /// </summary>
    ValueTask<TimeSpan> GetDelayAsync(RetryContext retry, CancellationToken cancellationToken);
}
