using System.Globalization;
using System.Text;

namespace AxiosPS;

/// <summary>Makes events of the lines of a stream (HTML standard, section 9.2.6).</summary>
internal sealed class EventParser
{
    private const int LongestId = 4096; // in bytes: it goes back in a header, and servers take heads of 8 KiB and more

    private readonly StringBuilder data = new();
    private bool hasData;
    private string type = "";
    private string id = "";
    private TimeSpan? retry;

    /// <summary>The id to go on from, empty if the server has given none.</summary>
    public string LastEventId { get; private set; } = "";

    /// <summary>How long the server wants one to wait before connecting again.</summary>
    public TimeSpan? Retry { get; private set; }

    /// <summary>Whether the server has shown that it expects clients to come back: it has given an id or a time to wait.</summary>
    public bool CanResume { get; private set; }

    /// <summary>How much has come of the event that is not complete yet.</summary>
    public int Size => data.Length;

    /// <summary>Takes a line; gives the event that it completes, if it does.</summary>
    public ServerSentEvent? Take(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
        {
            return Complete();
        }

        var colon = line.IndexOf((byte)':');
        if (colon == 0)
        {
            return null; // a comment, which keeps the connection alive
        }

        var name = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? default : line[(colon + 1)..];
        Set(name, value is [(byte)' ', ..] ? value[1..] : value);
        return null;
    }

    /// <summary>Forgets the event that the end of the connection has cut off.</summary>
    public void CutOff()
    {
        (hasData, type, id, retry) = (false, "", LastEventId, null);
        data.Clear();
    }

    private void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("data"u8))
        {
            if (hasData)
            {
                data.Append('\n');
            }

            hasData = true;
            data.Append(Encoding.UTF8.GetString(value));
        }
        else if (name.SequenceEqual("event"u8))
        {
            type = Encoding.UTF8.GetString(value);
        }
        else if (name.SequenceEqual("id"u8) && value.Length <= LongestId && !value.Contains((byte)0))
        {
            (id, CanResume) = (Encoding.UTF8.GetString(value), true);
        }
        else if (name.SequenceEqual("retry"u8) && !value.IsEmpty && value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
        {
            var text = Encoding.ASCII.GetString(value);
            retry = TimeSpan.FromMilliseconds(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) ? ms : int.MaxValue);
            (Retry, CanResume) = (retry, true);
        }
    }

    private ServerSentEvent? Complete()
    {
        LastEventId = id;
        var complete = hasData ? new ServerSentEvent(type.Length == 0 ? "message" : type, data.ToString(), id, retry) : null;
        CutOff();
        return complete;
    }
}
