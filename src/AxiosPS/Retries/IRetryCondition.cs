using System.ComponentModel;

namespace AxiosPS;

/// <summary>
/// Says which attempts are tried again: it is asked for every answer, good ones too, and every error. Never asked is it where the
/// call has been cancelled or is out of time, and where its retries are used up; and the rules for methods and bodies that cannot
/// be repeated hold beside it. PowerShell makes one of a scriptblock or of types of errors. Others: <see cref="RetryCondition"/>.
/// </summary>
[TypeConverter("AxiosPS.Scripting.RetryConditionConverter, AxiosPS")]
public interface IRetryCondition
{
    /// <summary>
    /// Whether to try again what <paramref name="attempt"/> tells of. Where the body goes to a file it is asked before that is
    /// written: what is tried again becomes no file.
    /// </summary>
    ValueTask<bool> ShouldRetryAsync(RetryContext attempt, CancellationToken cancellationToken);
}
