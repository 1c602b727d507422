using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

/// <summary>A message of protobuf as it stands on the wire: fields by their numbers, in the order in which they came.</summary>
public sealed class ProtoMessage
{
    private readonly List<KeyValuePair<int, object>> fields = new();

    public ProtoMessage(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = Varint(ref bytes);
            object value = (tag & 7) switch
            {
                0 => Varint(ref bytes),
                1 => BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8)),
                2 => Take(ref bytes, checked((int)Varint(ref bytes))).ToArray(),
                5 => (ulong)BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4)),
                var type => throw new InvalidDataException($"There is no wire type {type}."),
            };
            fields.Add(new((int)(tag >> 3), value));
        }
    }

    public bool Has(int field) => fields.Any(f => f.Key == field);

    public IEnumerable<ProtoMessage> All(int field) => fields.Where(f => f.Key == field).Select(f => new ProtoMessage((byte[])f.Value));

    public ProtoMessage Message(int field) => All(field).FirstOrDefault() ?? new(default);

    public byte[] Bytes(int field) => (byte[])Last(field) ?? Array.Empty<byte>();

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public string Hex(int field) => Convert.ToHexString(Bytes(field)).ToLowerInvariant();

    public long Number(int field) => unchecked((long)((ulong?)Last(field) ?? 0));

    public double Double(int field) => BitConverter.Int64BitsToDouble(Number(field));

    /// <summary>Numbers of eight bytes each, packed into one field.</summary>
    public long[] Packed(int field) => Bytes(field).Chunk(8).Select(eight => BinaryPrimitives.ReadInt64LittleEndian(eight)).ToArray();

    /// <summary>Attributes by their keys, as OTLP has them.</summary>
    public Dictionary<string, object> Attributes(int field) => All(field).ToDictionary(pair => pair.Text(1), pair => Value(pair.Message(2)));

    private static object Value(ProtoMessage any) =>
        any.Has(1) ? any.Text(1) : any.Has(2) ? any.Number(2) != 0 : any.Has(3) ? any.Number(3) : any.Has(4) ? any.Double(4) : throw new InvalidDataException("A value of a kind that these tests do not know.");

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref bytes, 1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number has more than 64 bits.");
    }

    private object Last(int field) => fields.LastOrDefault(f => f.Key == field).Value;
}
