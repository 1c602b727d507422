using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace AxiosPS.Scripting;

/// <summary>
/// Numbers and texts of JSON as they were sent: whole numbers Int64 (or BigInteger), others Double (or Decimal where that keeps
/// more digits); dates stay strings unless asked for.
/// </summary>
internal static class PSJsonScalar
{
    private const int LongestNumber = 10_000; // digits: reading more takes a time that grows with their square
    private const int SmallNumbers = 256;

    private static readonly object[] Small = Boxed();

    private static object[] Boxed()
    {
        var numbers = new object[SmallNumbers];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = (long)i;
        }

        return numbers;
    }

    public static object String(ref Utf8JsonReader reader, DateKind dates) =>
        dates == DateKind.String ? Text(ref reader) : PSJsonDate.Of(Text(ref reader), dates);

    /// <summary>A text or a key. Half of a surrogate pair, which JSON may have, stays what it is.</summary>
    public static string Text(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped && (reader.ValueSpan.IndexOf("\\ud"u8) >= 0 || reader.ValueSpan.IndexOf("\\uD"u8) >= 0) ? Unescape(reader.ValueSpan) : reader.GetString()!;

    public static object Number(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole))
        {
            return whole is > 0 and < SmallNumbers ? Small[whole] : whole != 0 ? (object)whole : reader.ValueSpan[0] == '-' ? -0d : Small[0];
        }

        var digits = reader.ValueSpan;
        if (digits.Length > LongestNumber)
        {
            throw new JsonException($"A number has {digits.Length} digits. No more than {LongestNumber} are read.");
        }

        if (digits.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0)
        {
            return BigInteger.Parse(Encoding.ASCII.GetString(digits), CultureInfo.InvariantCulture);
        }

        return digits.Length > 15 && IsExact(ref reader, out var exact) ? exact : reader.GetDouble();
    }

    private static bool IsExact(ref Utf8JsonReader reader, out decimal exact)
    {
        exact = 0;
        var text = Encoding.ASCII.GetString(reader.ValueSpan);
        return text.Count(char.IsAsciiDigit) > 15 && reader.TryGetDecimal(out exact) && exact.ToString(CultureInfo.InvariantCulture).Length >= text.Length;
    }

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        var text = new StringBuilder(raw.Length);
        while (raw.IndexOf((byte)'\\') is >= 0 and var at)
        {
            text.Append(Encoding.UTF8.GetString(raw[..at]));
            var escape = (char)raw[at + 1];
            if (escape == 'u')
            {
                text.Append((char)ushort.Parse(raw.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append(escape switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', _ => escape });
            }

            raw = raw[(at + (escape == 'u' ? 6 : 2))..];
        }

        return text.Append(Encoding.UTF8.GetString(raw)).ToString();
    }
}
