using System.ComponentModel;

namespace AxiosPS;

/// <summary>Makes the answer to a call of a mock transport when it comes.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface IMockResponse
{
    /// <summary>The answer. It may not be one that is to be made by another <see cref="IMockResponse"/>.</summary>
    ValueTask<MockAnswer> AnswerAsync(MockCall call, CancellationToken cancellationToken);
}
