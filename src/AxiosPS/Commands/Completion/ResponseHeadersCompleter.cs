namespace AxiosPS.Commands;

/// <summary>Completes headers of answers.</summary>
internal sealed class ResponseHeadersCompleter() : HeaderTableCompleter(ResponseHeaders.Usual);
