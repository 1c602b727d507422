using System.Text;

namespace AxiosPS.Plugins;

/// <summary>How entries are written for a store. What cannot be read (another version, cut off, of another key) is none.</summary>
internal static class CacheFormat
{
    private const byte Version = 1;

    public static byte[] Write(string key, CacheEntry entry)
    {
        using var bytes = new MemoryStream(entry.Body.Length + 1024);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(key); // a store that mixes up its keys must not give one's answer to another
        writer.Write(entry.Head.StatusCode);
        writer.Write(entry.Head.Requested.UtcTicks);
        writer.Write(entry.Head.Received.UtcTicks);
        writer.Write(entry.ReasonPhrase);
        writer.Write(entry.HttpVersion.ToString());
        Write(writer, entry.VaryNames);
        writer.Write(entry.Variant);
        Write(writer, Array.ConvertAll(entry.Redirects, uri => uri.AbsoluteUri));
        writer.Write(entry.Address?.AbsoluteUri ?? "");
        writer.Write(entry.Generation);
        writer.Write(entry.Generations);
        writer.Write7BitEncodedInt(entry.Head.Headers.Count);
        foreach (var field in entry.Head.Headers.Fields)
        {
            writer.Write(field.Name);
            Write(writer, HeaderCollection.Values(field));
        }

        writer.Write7BitEncodedInt(entry.Body.Length);
        writer.Write(entry.Body.Span);
        return bytes.ToArray();
    }

    /// <summary>The entry of a key, null if the bytes are none. Its body is a part of the bytes.</summary>
    public static CacheEntry? Read(string key, byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            return reader.ReadByte() == Version && reader.ReadString() == key ? Read(reader, bytes) : null;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static CacheEntry? Read(BinaryReader reader, byte[] bytes)
    {
        var (status, requested, received) = (reader.ReadInt32(), Time(reader), Time(reader));
        var (reason, version) = (reader.ReadString(), System.Version.Parse(reader.ReadString()));
        var (names, variant) = (Texts(reader), reader.ReadString());
        var (redirects, address) = (Texts(reader), reader.ReadString());
        var (generation, generations) = (reader.ReadString(), reader.ReadString());
        var fields = new Field[Count(reader)];
        for (var i = 0; i < fields.Length; i++)
        {
            var (name, values) = (reader.ReadString(), Texts(reader));
            fields[i] = new(name, values.Length == 1 ? values[0] : values, FieldScope.Hook);
        }

        var length = reader.Read7BitEncodedInt();
        var start = (int)reader.BaseStream.Position;
        return status is >= 100 and <= 999 && length == bytes.Length - start
            ? new(
                new(status, HeaderCollection.Received(fields), requested, received),
                reason,
                version,
                bytes.AsMemory(start),
                names,
                variant,
                Array.ConvertAll(redirects, text => new Uri(text)),
                address.Length > 0 ? new(address) : null,
                generation,
                generations)
            : null;
    }

    private static void Write(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        writer.Write7BitEncodedInt(texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static string[] Texts(BinaryReader reader)
    {
        var texts = new string[Count(reader)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadString();
        }

        return texts;
    }

    private static DateTimeOffset Time(BinaryReader reader) => new(reader.ReadInt64(), TimeSpan.Zero);

    // Each of them takes a byte at least: more of them than there are bytes are none.
    private static int Count(BinaryReader reader) =>
        reader.Read7BitEncodedInt() is >= 0 and var count && count <= reader.BaseStream.Length ? count : throw new FormatException();
}
