using System.ComponentModel;

namespace AxiosPS;

/// <summary>Decides which statuses are fine. PowerShell makes one of a text (<c>'2xx,404'</c>), numbers or a scriptblock.</summary>
[TypeConverter("AxiosPS.Scripting.StatusCheckConverter, AxiosPS")]
public interface IStatusCheck
{
    /// <summary>
    /// True if the response is fine, false if it is to become an <see cref="AxiosStatusException"/>. Where a body goes to a file it
    /// is asked before that is written too: what is refused becomes no file.
    /// </summary>
    ValueTask<bool> AcceptsAsync(AxiosResponse response, CancellationToken cancellationToken);
}
