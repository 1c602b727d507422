namespace AxiosPS.Commands;

/// <summary>Completes headers of requests.</summary>
internal sealed class RequestHeadersCompleter() : HeaderTableCompleter(RequestHeaders.Usual);
