using System.Buffers;

namespace AxiosPS.Plugins;

/// <summary>A request on its way and its answer, until there is an entry of them.</summary>
internal sealed class HarExchange(HarPlugin plugin, TransportRequest request, TimeProvider time)
{
    // So much more of a body is looked at than is kept: a secret that the end cuts through would not be known for one.
    private const int Beyond = 8 * 1024;

    private readonly object gate = new();
    private readonly long number = plugin.NextNumber();
    private readonly long begun = time.GetTimestamp();
    private readonly ArrayBufferWriter<byte> body = new();
    private long arrived;
    private bool isOver;

    public HarOptions Options => plugin.Options;

    public DateTimeOffset Started { get; } = time.GetUtcNow();

    // As it goes out: a redirect changes the same request for its next hop.
    public string Method { get; } = request.Method;

    public Uri Uri { get; } = request.Uri;

    public HeaderCollection Headers { get; } = request.Headers.Copy();

    public RequestContent? Content { get; } = request.Content;

    public TransportResponse? Answer { get; private set; }

    public TimeSpan Waited { get; private set; }

    public TimeSpan Received { get; private set; }

    /// <summary>How many bytes the answer had, kept or not.</summary>
    public long Count { get; private set; }

    public ReadOnlyMemory<byte> Body => body.WrittenMemory;

    /// <summary>What is looked at of a body of which so much is kept.</summary>
    public static ReadOnlyMemory<byte> Looked(ReadOnlyMemory<byte> bytes, int room) => bytes[..(int)Math.Min(bytes.Length, room + (long)Beyond)];

    /// <summary>How much of a text stays, of one that was cut: none of what a secret may have been cut through in.</summary>
    public static int Kept(int length, int room, bool isCut) => Math.Min(room, isCut ? Math.Max(0, length - Beyond) : length);

    /// <summary>The headers have arrived.</summary>
    public void Begin(TransportResponse answer)
    {
        arrived = time.GetTimestamp();
        (Answer, Waited) = (answer, time.GetElapsedTime(begun, arrived));
    }

    public void Add(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            Count += bytes.Length;
            if (!isOver && Options.Bodies && Options.MaxBodyBytes + (long)Beyond - body.WrittenCount is > 0 and var room)
            {
                body.Write(bytes[..(int)Math.Min(room, bytes.Length)]);
            }
        }
    }

    /// <summary>It is over, and becomes an entry. A second time does nothing.</summary>
    public void End(Exception? error)
    {
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            isOver = true;
        }

        try
        {
            if (Answer is null)
            {
                Waited = time.GetElapsedTime(begun);
            }
            else
            {
                Received = time.GetElapsedTime(arrived);
            }

            plugin.Keep(number, HarEntry.Write(this, error));
        }
        catch (Exception e) when (!Host.IsStop(e))
        {
            plugin.Missed(e, time);
        }
    }
}
