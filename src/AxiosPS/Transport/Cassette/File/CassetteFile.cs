using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AxiosPS;

/// <summary>The file of a cassette: JSON for people to read and for tools to compare.</summary>
/// <param name="Salt">What the digests of credentials are salted with.</param>
/// <param name="Interactions">All that is recorded, in order.</param>
internal sealed record CassetteFile(byte[] Salt, IReadOnlyList<CassetteInteraction> Interactions)
{
    private const int Version = 1;
    private const int Around = 4; // levels around a body

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads it.</summary>
    /// <exception cref="ArgumentException">It cannot be read, or is no cassette.</exception>
    public static CassetteFile Read(string path)
    {
        var place = "version";
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = CassetteBody.Deepest + Around });
            if (CassetteJson.Member(json.RootElement, "version").GetInt32() is var version && version != Version)
            {
                throw new ArgumentException($"The cassette '{path}' is of version {version}, and this is a module for version {Version}. Update the module, or record it anew.");
            }

            CassetteJson.Check(json.RootElement, "the cassette", "version", "salt", "interactions");
            place = "salt";
            var salt = json.RootElement.TryGetProperty("salt", out var written) ? written.GetBytesFromBase64() : null;
            var interactions = new List<CassetteInteraction>();
            place = "interactions";
            foreach (var element in CassetteJson.Member(json.RootElement, "interactions").EnumerateArray())
            {
                place = $"interactions[{interactions.Count}]";
                interactions.Add(CassetteJson.Read(element, interactions.Count));
            }

            place = "salt";
            return salt is not null || interactions.TrueForAll(interaction => interaction.Credentials.Count == 0)
                ? new(salt ?? CredentialHash.NewSalt(), interactions)
                : throw new FormatException("It is missing, and without it nobody has the credentials that were recorded.");
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The cassette '{path}' is broken: line {e.LineNumber + 1} is no JSON. Mend it, or record it anew (Record). {e.Message}", e);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException || (e is ArgumentException && place != "version"))
        {
            throw new ArgumentException($"The cassette '{path}' is broken: {place} is not what belongs there. Mend it, or record it anew (Record). {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The cassette '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>An interaction as it stands in the file.</summary>
    public static byte[] Text(CassetteInteraction interaction)
    {
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text, Readable);
        writer.WriteStartArray(); // as deep as it is in the file
        writer.WriteStartArray();
        writer.Flush();
        var start = text.WrittenCount;
        CassetteJson.Write(writer, interaction);
        writer.Flush();
        return text.WrittenSpan[start..].ToArray();
    }

    /// <summary>Writes a file in place of what is there, all or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="salt">What the digests of credentials are salted with.</param>
    /// <param name="texts">The interactions, one at least.</param>
    /// <exception cref="AxiosFileException">It cannot be written.</exception>
    public static void Write(string path, byte[] salt, IEnumerable<byte[]> texts)
    {
        using var file = PartialFile.Create(path);
        try
        {
            file.Append(Whole(salt, texts));
            file.Finish(overwrite: true);
        }
        finally
        {
            file.Delete(); // if it has not got its name
        }
    }

    private static ReadOnlySpan<byte> Whole(byte[] salt, IEnumerable<byte[]> texts)
    {
        var whole = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(whole, Readable);
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteString("salt", Convert.ToBase64String(salt));
        writer.WriteStartArray("interactions");
        foreach (var text in texts)
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        whole.Write("\n"u8);
        return whole.WrittenSpan;
    }
}
