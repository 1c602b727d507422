namespace AxiosPS.Commands;

/// <summary>How much room a text takes in a terminal, where Chinese, Japanese and Korean letters and pictures take two columns.</summary>
internal static class TextCells
{
    /// <summary>The columns that a text takes.</summary>
    public static int Of(string text)
    {
        var cells = 0;
        foreach (var c in text)
        {
            cells += Of(c);
        }

        return cells;
    }

    /// <summary>As much of a text as has room.</summary>
    public static string Cut(string text, int cells)
    {
        for (var i = 0; i < text.Length; i++)
        {
            cells -= Of(text[i]);
            if (cells < 0)
            {
                return text[..(i > 0 && char.IsHighSurrogate(text[i - 1]) ? i - 1 : i)];
            }
        }

        return text;
    }

    // The halves of a surrogate pair are one each: nearly all that are written with them are wide.
    private static int Of(char c) => c switch
    {
        < '\u1100' => 1,
        <= '\u115F' or (>= '\u2E80' and <= '\uA4CF') or (>= '\uAC00' and <= '\uD7A3') or (>= '\uF900' and <= '\uFAFF') => 2,
        (>= '\uFE30' and <= '\uFE6F') or (>= '\uFF00' and <= '\uFF60') or (>= '\uFFE0' and <= '\uFFE6') => 2,
        _ => 1,
    };
}
