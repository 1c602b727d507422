namespace AxiosPS;

/// <summary>What became of one request of many: a response or an error.</summary>
/// <param name="Index">Which request it was, from 0.</param>
/// <param name="Request">The request as it was given.</param>
/// <param name="Response">The answer, null if it failed.</param>
/// <param name="Error">
/// What went wrong, null if it did not: an <see cref="AxiosException"/>, an <see cref="ArgumentException"/> for what cannot be sent, an
/// <see cref="ObjectDisposedException"/> if the client was closed before its turn.
/// </param>
public sealed record BatchResult(int Index, RequestConfig Request, AxiosResponse? Response, Exception? Error);
