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

    /// <summary>How much of a body is kept, in bytes; the rest is left out. Default: 65536.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxBodyBytes
    {
        get => maxBodyBytes;
        init => maxBodyBytes = OptionRange.Checked(value, 1)!.Value;
    }

    /// <summary>Whether secrets are kept as they are. Default: false, and nothing that is kept has one.</summary>
    public bool IncludeSecrets { get; init; }
}
