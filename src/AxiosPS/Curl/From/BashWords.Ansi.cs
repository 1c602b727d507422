using System.Globalization;
using System.Text;

namespace AxiosPS;

/// <summary>What stands in quotes with escapes.</summary>
internal sealed partial class BashWords
{
    // $'…' (ANSI C): bytes may be written one by one, and make up characters together.
    private void ReadAnsi()
    {
        var bytes = new List<byte>();
        for (Place++; Peek() != '\'';)
        {
            if (Place >= Text.Length)
            {
                throw Unclosed('\'');
            }

            if (Peek() != '\\' || Place + 1 >= Text.Length)
            {
                var rune = Rune.TryGetRuneAt(Text, Place, out var whole) ? whole : Rune.ReplacementChar;
                bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
                Place += rune == Rune.ReplacementChar ? 1 : rune.Utf16SequenceLength;
                continue;
            }

            var letter = Peek(1);
            Place += 2;
            bytes.AddRange(letter switch
            {
                'a' => "\a"u8.ToArray(),
                'b' => "\b"u8.ToArray(),
                'e' or 'E' => "\u001b"u8.ToArray(),
                'f' => "\f"u8.ToArray(),
                'n' => "\n"u8.ToArray(),
                'r' => "\r"u8.ToArray(),
                't' => "\t"u8.ToArray(),
                'v' => "\v"u8.ToArray(),
                'x' => [(byte)Code(2, 16)],
                'u' => CharacterOf(Code(4, 16)),
                'U' => CharacterOf(Code(8, 16)),
                'c' => [(byte)(Text[Place++] & 0x1F)],
                >= '0' and <= '7' => [(byte)Octal()],
                '\'' or '"' or '\\' or '?' => [(byte)letter],
                _ => [(byte)'\\', .. Encoding.UTF8.GetBytes(letter.ToString())],
            });
        }

        Place++;
        Append(Encoding.UTF8.GetString([.. bytes]));
    }

    private int Octal()
    {
        Place--;
        return Code(3, 8);
    }

    private int Code(int most, int numberBase)
    {
        var start = Place;
        while (Place - start < most && (numberBase == 16 ? char.IsAsciiHexDigit(Peek()) : Peek() is >= '0' and <= '7'))
        {
            Place++;
        }

        return Place == start ? 0 : Convert.ToInt32(Text[start..Place], numberBase);
    }

    // Browsers write characters beyond the first plane as two.
    private byte[] CharacterOf(int code)
    {
        if (code is >= 0xD800 and <= 0xDBFF && Peek() == '\\' && Peek(1) == 'u' && int.TryParse(Text.AsSpan(Place + 2, Math.Min(4, Text.Length - Place - 2)), NumberStyles.HexNumber, null, out var low) && low is >= 0xDC00 and <= 0xDFFF)
        {
            Place += 6;
            return Encoding.UTF8.GetBytes(char.ConvertFromUtf32(char.ConvertToUtf32((char)code, (char)low)));
        }

        return Encoding.UTF8.GetBytes((Rune.TryCreate(code, out var rune) ? rune : Rune.ReplacementChar).ToString());
    }
}
