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
            Host.Warning?.Invoke($"{AxiosException.Line(request.Method, new(request.Uri))} is not recorded: its answer is longer than {LongestBody >> 20} MiB.");
        }
    }

    /// <summary>The body has come to its end, one way or another.</summary>
    public void End(CassetteEnd end, AxiosNetworkException? failure = null)
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            recorder.Add(new(ticket, request, new(answer!.StatusCode, answer.ReasonPhrase, answer.HttpVersion, headers!, body.WrittenSpan.ToArray(), end), failure?.Failure, failure?.Message));
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
            recorder.Add(new(ticket, request, null, failure.Failure, failure.Message));
        }
    }
}
