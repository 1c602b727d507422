namespace AxiosPS.Plugins;

/// <summary>What <see cref="HarPlugin"/> keeps.</summary>
public sealed class HarOptions
{
    private readonly int maxEntries = 500;
    private readonly int maxBodyBytes = 64 * 1024;

    /// <summary>How many requests are kept; the oldest make room for the next. Default: 500.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxEntries
    {
        get => maxEntries;
        init => maxEntries = OptionRange.Checked(value, 1)!.Value;
    }

    /// <summary>Whether bodies are kept: texts, and with <see cref="IncludeSecrets"/> all others. Default: true.</summary>
    public bool Bodies { get; init; } = true;

    /// <summary>
    /// How much of a body is kept, in bytes; the rest is left out. What is kept is searched for secrets when a request is over, before its call goes
    /// on: the more, the longer that takes. Default: 65536.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxBodyBytes
    {
        get => maxBodyBytes;
        init => maxBodyBytes = OptionRange.Checked(value, 1)!.Value;
    }

    /// <summary>
    /// Whether secrets are kept as they are. Default: false. Masked are credentials and cookies, whatever has a name that tells of a secret (a header, a
    /// parameter, a member, an element, a field, a pair in a text), what came as a SecureString, and each of these wherever else it stands in the same
    /// request and its answer. A secret that nothing names (a column of a table, say) is not known for one.
    /// </summary>
    public bool IncludeSecrets { get; init; }
}
