namespace AxiosPS;

/// <summary>An answer as it is recorded.</summary>
/// <param name="StatusCode">The status.</param>
/// <param name="ReasonPhrase">The reason beside it, empty for the usual one.</param>
/// <param name="HttpVersion">The version of HTTP that was spoken.</param>
/// <param name="Headers">The headers; nobody changes them.</param>
/// <param name="Body">What was read of the body, decompressed.</param>
/// <param name="End">How it ended.</param>
internal sealed record CassetteResponse(int StatusCode, string ReasonPhrase, Version HttpVersion, HeaderCollection Headers, byte[] Body, CassetteEnd End);
