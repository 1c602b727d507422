namespace AxiosPS;

/// <summary>What stands between the JSON texts of one body: ends of lines, or record separators (RFC 7464).</summary>
internal readonly struct JsonSeparation(ContentKind kind)
{
    private readonly bool isSequence = kind == ContentKind.JsonSequence;

    // A CR may stand within a JSON text.
    public byte Separator => isSequence ? (byte)0x1E : (byte)'\n';

    /// <summary>The number of what comes first: a record begins with its separator, so the first of them follows an empty piece.</summary>
    public int First => isSequence ? 0 : 1;

    /// <summary>What is counted.</summary>
    public string Name => isSequence ? "record" : "line";

    /// <summary>A piece without what is around its JSON; some put separators of records at the start of lines too.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> piece) => piece.Trim(" \t\r\n\u001e"u8);
}
