using System.Text.Encodings.Web;
using System.Text.Json;

namespace AxiosPS;

/// <summary>The file of a cassette: JSON for people to read and for tools to compare.</summary>
/// <param name="Salt">What the digests of credentials are salted with.</param>
/// <param name="Interactions">All that is recorded, in order.</param>
internal sealed record CassetteFile(byte[] Salt, IReadOnlyList<CassetteInteraction> Interactions)
{
    private const int Version = 1;

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads it.</summary>
    /// <exception cref="ArgumentException">It cannot be read, or is no cassette.</exception>
    public static CassetteFile Read(string path)
    {
        var place = "version";
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.GetProperty("version").GetInt32() is var version && version != Version)
            {
                throw new ArgumentException($"The cassette '{path}' is of version {version}, and this is a module for version {Version}. Update the module, or record it anew.");
            }

            place = "salt";
            var salt = json.RootElement.GetProperty("salt").GetBytesFromBase64();
            var interactions = new List<CassetteInteraction>();
            place = "interactions";
            foreach (var element in json.RootElement.GetProperty("interactions").EnumerateArray())
            {
                place = $"interactions[{interactions.Count}]";
                interactions.Add(CassetteJson.Read(element, interactions.Count));
            }

            return new(salt, interactions);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The cassette '{path}' is broken: line {e.LineNumber + 1} is no JSON. Mend it, or record it anew (Record). {e.Message}", e);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException or OverflowException || (e is ArgumentException && place != "version"))
        {
            throw new ArgumentException($"The cassette '{path}' is broken: {place} is not what belongs there. Mend it, or record it anew (Record). {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"The cassette '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes it in place of what is there, all or nothing.</summary>
    /// <exception cref="AxiosFileException">It cannot be written.</exception>
    public void Write(string path)
    {
        using var file = PartialFile.Create(path);
        try
        {
            file.Append(ToBytes());
            file.Finish(overwrite: true);
        }
        finally
        {
            file.Delete(); // if it has not got its name
        }
    }

    private byte[] ToBytes()
    {
        var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, Readable))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", Version);
            writer.WriteString("salt", Convert.ToBase64String(Salt));
            writer.WriteStartArray("interactions");
            foreach (var interaction in Interactions)
            {
                CassetteJson.Write(writer, interaction);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }
}
