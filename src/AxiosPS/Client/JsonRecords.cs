using System.Buffers;
using System.Text.Json;

namespace AxiosPS;

/// <summary>The values of a body of JSON lines, or of a JSON sequence (RFC 7464), one by one. Empty ones are passed over.</summary>
internal ref struct JsonRecords
{
    private readonly byte separator;
    private ReadOnlySpan<byte> rest;

    public JsonRecords(ReadOnlySpan<byte> body, ContentKind kind)
    {
        separator = kind == ContentKind.JsonSequence ? (byte)0x1E : (byte)'\n';
        Name = kind == ContentKind.JsonSequence ? "record" : "line";
        Number = kind == ContentKind.JsonSequence ? -1 : 0; // a record begins with its separator, a line ends with it
        rest = body;
    }

    /// <summary>The JSON of this value.</summary>
    public ReadOnlySpan<byte> Json { get; private set; }

    /// <summary>The number of the line or record, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>What it is the number of.</summary>
    public string Name { get; }

    public bool Next()
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(separator);
            Json = (end < 0 ? rest : rest[..end]).Trim(" \t\r\n"u8);
            rest = end < 0 ? default : rest[(end + 1)..];
            Number++;
            if (!Json.IsEmpty)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All of them as one JSON list.</summary>
    /// <exception cref="FormatException">One of them is no JSON.</exception>
    public ReadOnlySpan<byte> ToList(JsonOptions options)
    {
        var list = new ArrayBufferWriter<byte>(rest.Length + 2);
        list.Write("["u8);
        while (Next())
        {
            Check(options);
            list.Write(list.WrittenCount > 1 ? ","u8 : default);
            list.Write(Json);
        }

        list.Write("]"u8);
        return list.WrittenSpan;
    }

    public readonly FormatException Broken(Exception e) => new($"{Name} {Number}: {e.Message}", e);

    // One value and no more, or the list would be another one.
    private readonly void Check(JsonOptions options)
    {
        var reader = new Utf8JsonReader(Json, new() { MaxDepth = options.MaxDepth });
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            throw Broken(JsonProblem.Of(e, Json, options));
        }
    }
}
