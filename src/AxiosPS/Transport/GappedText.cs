namespace AxiosPS;

/// <summary>Compares a text with pieces between which anything may stand.</summary>
internal static class GappedText
{
    /// <summary>What a text has between the pieces; null if it is made of others.</summary>
    public static string[]? GapsOf(string[] pieces, string text)
    {
        if (pieces.Length == 1)
        {
            return text == pieces[0] ? [] : null;
        }

        if (!text.StartsWith(pieces[0], StringComparison.Ordinal) || !text.EndsWith(pieces[^1], StringComparison.Ordinal))
        {
            return null;
        }

        // The first place that fits is as good as any: where one way through the text leads to its end, this one does.
        var gaps = new string[pieces.Length - 1];
        var (start, last) = (pieces[0].Length, text.Length - pieces[^1].Length);
        for (var i = 0; i < gaps.Length; i++)
        {
            var end = i == gaps.Length - 1 ? last : text.IndexOf(pieces[i + 1], start, StringComparison.Ordinal);
            if (end < start || end > last)
            {
                return null;
            }

            gaps[i] = text[start..end];
            start = end + pieces[i + 1].Length;
        }

        return gaps;
    }
}
