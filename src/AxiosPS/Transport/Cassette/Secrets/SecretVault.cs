using System.Text;

namespace AxiosPS;

/// <summary>The secrets that a recording has seen, each with its placeholder: the same one for the same secret throughout.</summary>
/// <param name="last">The highest number that is taken already.</param>
internal sealed class SecretVault(int last)
{
    // A shorter one may be a part of any text; it is replaced where its name tells of it.
    private const int ShortestAnywhere = 6;

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> forms = new(StringComparer.Ordinal);
    private readonly List<(string Text, byte[]? Bytes)> added = [];
    private string[] longestFirst = [];

    /// <summary>How many forms are looked for, encoded ones too.</summary>
    public int Count => added.Count;

    /// <summary>The placeholder of a secret, which is learned if it is new.</summary>
    public string Learn(string secret)
    {
        if (Placeholder.Is(secret) || secret.AsSpan().Trim('*').IsEmpty)
        {
            return secret;
        }

        if (!numbers.TryGetValue(secret, out var number))
        {
            if (forms.TryGetValue(secret, out var known))
            {
                return known; // another one, encoded
            }

            number = numbers[secret] = ++last;
            if (secret.Length >= ShortestAnywhere)
            {
                foreach (var form in SecretForms.Of(secret))
                {
                    if (forms.TryAdd(form, Placeholder.Of(number)))
                    {
                        added.Add((form, form.All(c => c <= 0xFF) ? Encoding.Latin1.GetBytes(form) : null));
                    }
                }

                longestFirst = [.. forms.Keys.OrderByDescending(f => f.Length).ThenBy(f => f, StringComparer.Ordinal)];
            }
        }

        return Placeholder.Of(number);
    }

    /// <summary>Whether a text has one of the forms that were added when there were so many already.</summary>
    public bool HasNew(string text, int before) => added.FindIndex(before, form => text.Contains(form.Text, StringComparison.Ordinal)) >= 0;

    /// <summary>The same for bytes.</summary>
    public bool HasNew(byte[] bytes, int before) => added.FindIndex(before, form => form.Bytes is not null && bytes.AsSpan().IndexOf(form.Bytes) >= 0) >= 0;

    /// <summary>Replaces every secret in a text, plain or encoded.</summary>
    public string Replace(string text)
    {
        foreach (var form in longestFirst)
        {
            if (form.Length <= text.Length && text.Contains(form, StringComparison.Ordinal))
            {
                text = text.Replace(form, forms[form], StringComparison.Ordinal);
            }
        }

        return text;
    }

    /// <summary>The same for some of them; also one that is the whole text, however short.</summary>
    public string Replace(string text, IReadOnlySet<int> only)
    {
        if (numbers.TryGetValue(text, out var whole) && only.Contains(whole))
        {
            return Placeholder.Of(whole);
        }

        foreach (var form in longestFirst)
        {
            if (text.Contains(form, StringComparison.Ordinal) && only.Contains(Placeholder.Number(forms[form])!.Value))
            {
                text = text.Replace(form, forms[form], StringComparison.Ordinal);
            }
        }

        return text;
    }
}
