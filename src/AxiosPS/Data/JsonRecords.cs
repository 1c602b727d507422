using System.Buffers;
using System.Text.Json;

namespace AxiosPS;

/// <summary>The values of a body of JSON lines, or of a JSON sequence (RFC 7464), one by one. Empty ones are passed over.</summary>
internal ref struct JsonRecords
{
    private readonly JsonSeparation separation;
    private ReadOnlySpan<byte> rest;
    private int next;

    public JsonRecords(ReadOnlySpan<byte> body, ContentKind kind)
    {
        separation = new(kind);
        next = separation.First;
        rest = body;
    }

    /// <summary>The JSON of this value.</summary>
    public ReadOnlySpan<byte> Json { get; private set; }

    public bool Next()
    {
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(separation.Separator);
            Json = JsonSeparation.Trim(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? default : rest[(end + 1)..];
            next++;
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

    public readonly FormatException Broken(Exception e) => new($"{separation.Name} {next - 1}: {e.Message}", e);

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
