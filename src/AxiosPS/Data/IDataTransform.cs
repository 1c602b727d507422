using System.ComponentModel;

namespace AxiosPS;

/// <summary>Changes data on its way: the value of a body before it is written, or the data of a response after it was read.</summary>
[TypeConverter("AxiosPS.Scripting.HookConverter, AxiosPS")]
public interface IDataTransform
{
    /// <summary>Gives the data to go on with; <paramref name="headers"/> are those of the request or of the response.</summary>
    ValueTask<object?> TransformAsync(object? data, HeaderCollection headers, CancellationToken cancellationToken);

    /// <summary>Whether null in place of a body is no wish but an oversight, as where a script has put out nothing.</summary>
    internal bool MustGiveBody => false;
}
