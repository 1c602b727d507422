using System.Buffers;

namespace AxiosPS;

/// <summary>A call on its way to the cassette.</summary>
/// <param name="recorder">Where it goes.</param>
/// <param name="ticket">Its place there.</param>
/// <param name="request">The request.</param>
internal sealed class Recording(CassetteRecorder recorder, long ticket, CassetteRequest request)
{
    private const int LongestBody = 32 << 20;

    private readonly ArrayBufferWriter<byte> body = new();
    private TransportResponse? answer;
    private HeaderCollection? headers;
    private int ended;

    /// <summary>The head of the answer has come.</summary>
    public void Begin(TransportResponse arrived)
    {
        answer = arrived;
        headers = arrived.Headers.Copy(); // the caller may change its own
        CookieAge.MakeRelative(headers);
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (body.WrittenCount + bytes.Length <= LongestBody)
        {
            body.Write(bytes);
        }
        else if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            Warn($"its answer is longer than {LongestBody >> 20} MiB.");
        }
    }

    /// <summary>The body has come to its end, one way or another.</summary>
    public void End(CassetteEnd end, AxiosNetworkException? failure = null)
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            Keep(new(answer!.StatusCode, answer.ReasonPhrase, answer.HttpVersion, headers!, body.WrittenSpan.ToArray(), end), failure);
        }
    }

    /// <summary>The network failed. A call that was cancelled, or ran out of time, is not recorded.</summary>
    public void Fail(Exception exception)
    {
        var failure = exception as AxiosNetworkException
            ?? (exception is HttpRequestException or IOException && exception.InnerException is not TimeoutException ? AxiosNetworkException.From(exception, request.Method, new(request.Uri)) : null);
        if (failure is not null && answer is not null)
        {
            End(CassetteEnd.Broken, failure);
        }
        else if (Interlocked.Exchange(ref ended, 1) == 0 && failure is not null)
        {
            Keep(null, failure);
        }
    }

    private void Keep(CassetteResponse? response, AxiosNetworkException? failure)
    {
        if (Compression(request.Headers, request.Body) is { } given)
        {
            Warn($"its body is compressed ({given}), and what is secret in it cannot be found. Record it with one that is not.");
        }
        else if (response is not null && Compression(response.Headers, response.Body) is { } found)
        {
            Warn($"its answer is compressed ({found}), and what is secret in it cannot be found. Let it be decompressed (Decompress, without -NoDecompress).");
        }
        else
        {
            recorder.Add(new(ticket, request, response, failure?.Failure, failure?.Message));
        }
    }

    private static string? Compression(HeaderCollection headers, byte[] body) =>
        body.Length > 0 && headers.Get("Content-Encoding") is { Length: > 0 } encoding && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase) ? encoding : null;

    private void Warn(string why) => Host.Warning?.Invoke($"{AxiosException.Line(request.Method, new(request.Uri))} is not recorded: {why}");
}
