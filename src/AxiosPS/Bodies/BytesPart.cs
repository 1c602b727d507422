namespace AxiosPS;

/// <summary>Bytes in memory.</summary>
internal sealed class BytesPart(ReadOnlyMemory<byte> bytes) : BodyPart
{
    public ReadOnlyMemory<byte> Bytes => bytes;

    public override HttpContent Open() => new ReadOnlyMemoryContent(bytes);
}
