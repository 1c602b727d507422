using System.Buffers;
using System.Text;

namespace AxiosPS;

/// <summary>
/// Cuts a body into lines, which end with LF, CR or both, or at a separator of its own, in UTF-8 whatever the body is in. It holds
/// no more than the longest line and one read.
/// </summary>
internal sealed class LineSplitter : IDisposable
{
    private const int OneRead = 64 * 1024;
    private const int DefaultLimit = 16 << 20;

    private readonly string? contentType;
    private readonly byte? separator;
    private readonly bool keepsTail;
    private Stream source;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(OneRead);
    private int start;
    private int seen;
    private int end;
    private bool begun;
    private bool skipsLineFeed;
    private bool ended;

    /// <summary>Takes over the body of a response.</summary>
    /// <param name="response">The response; a body in memory will do too.</param>
    /// <param name="isEvents">Server-sent events are UTF-8 whatever the server says, and what has no end does not count.</param>
    /// <param name="separator">What cuts it. Default: the ends of lines.</param>
    public LineSplitter(AxiosResponse response, bool isEvents = false, byte? separator = null)
    {
        Response = response;
        source = response.Stream ?? new MemoryStream(response.Bytes);
        this.separator = separator;
        keepsTail = !isEvents;
        contentType = isEvents ? null : response.RawContentType;
        Limit = response.Config?.MaxResponseBytes switch
        {
            null => DefaultLimit,
            > 0 and var bytes => bytes,
            _ => long.MaxValue,
        };
    }

    /// <summary>How many bytes a line may have.</summary>
    public long Limit { get; }

    /// <summary>The response that the body is of.</summary>
    public AxiosResponse Response { get; }

    /// <summary>The next line that is there, without its end.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        var unseen = buffer.AsSpan(seen, end - seen);
        var length = !begun ? -1 : separator is { } own ? unseen.IndexOf(own) : unseen.IndexOfAny((byte)'\n', (byte)'\r');
        if (length >= 0)
        {
            var at = seen + length;
            line = buffer.AsSpan(start, at - start);
            start = seen = at + 1;
            if (buffer[at] == '\r')
            {
                skipsLineFeed = true;
                SkipLineFeed();
            }

            return true;
        }

        seen = begun ? end : start;
        line = buffer.AsSpan(start, end - start);
        if (!ended || line.IsEmpty)
        {
            return false;
        }

        start = end;
        return keepsTail;
    }

    /// <summary>Waits for more; false if there is none.</summary>
    public async ValueTask<bool> FillAsync()
    {
        if (ended)
        {
            return false;
        }

        MakeRoom();
        var room = Math.Min(buffer.Length - end, Math.Min(Limit, int.MaxValue) + OneRead - (end - start)); // not twice the limit, to learn that it is passed
        var read = await source.ReadAsync(buffer.AsMemory(end, (int)room)).ConfigureAwait(false);
        end += read;
        ended = read == 0;
        if (!begun)
        {
            Begin();
        }

        SkipLineFeed();
        return true;
    }

    /// <summary>An error about this answer.</summary>
    public AxiosException Error(string problem, NetworkFailure failure, Exception? inner = null)
    {
        var error = new AxiosNetworkException($"{AxiosException.Line(Response.Method, Response.Address)} {problem}", failure, inner);
        error.TieTo(Response);
        return error;
    }

    /// <summary>What has come is longer than it may be.</summary>
    public AxiosException TooLong(string what) =>
        Error($"has {what} of more than {Limit} bytes. Set MaxResponseBytes if that is meant; it then counts for the whole body, and 0 lifts it.", NetworkFailure.TooLarge);

    public void Dispose()
    {
        source.Dispose();
        var rented = Interlocked.Exchange(ref buffer, []);
        if (rented.Length > 0)
        {
            (start, seen, end, ended) = (0, 0, 0, true);
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    // The byte order mark decides, then the charset. A mark has up to four bytes, which may come one by one.
    private void Begin()
    {
        var first = buffer.AsSpan(start, end - start);
        if (!ended && first is [0xEF or 0xFE or 0xFF, ..] && first.Length < 4)
        {
            return;
        }

        begun = true;
        var encoding = BodyText.Encoding(first, contentType, out var mark);
        start = seen = start + mark;
        if (encoding is not UTF8Encoding)
        {
            var rest = buffer.AsSpan(start, end - start).ToArray();
            source = Encoding.CreateTranscodingStream(new PeekedStream(rest, source), encoding, Encoding.UTF8);
            (start, seen, end, ended) = (0, 0, 0, false);
        }
    }

    private void SkipLineFeed()
    {
        if (skipsLineFeed && start < end)
        {
            skipsLineFeed = false;
            if (buffer[start] == '\n')
            {
                start++;
                seen = Math.Max(seen, start);
            }
        }
    }

    private void MakeRoom()
    {
        var count = end - start;
        if (count > Limit)
        {
            throw TooLong("a line");
        }

        var target = buffer;
        if (count > buffer.Length / 2)
        {
            target = ArrayPool<byte>.Shared.Rent((int)Math.Min(buffer.Length * 2L, Array.MaxLength));
        }

        if (target != buffer || start > 0)
        {
            buffer.AsSpan(start, count).CopyTo(target);
            (start, seen, end) = (0, seen - start, count);
        }

        if (target != buffer)
        {
            ArrayPool<byte>.Shared.Return(Interlocked.Exchange(ref buffer, target));
        }
    }
}
