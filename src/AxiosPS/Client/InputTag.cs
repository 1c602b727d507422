namespace AxiosPS;

/// <summary>Where a request came from: which object of a pipeline.</summary>
/// <param name="Value">That object, in a shape whose listings tell no secrets.</param>
/// <param name="Index">Which it was, from 0.</param>
internal sealed record InputTag(object Value, int Index);
