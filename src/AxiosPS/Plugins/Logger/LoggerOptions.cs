namespace AxiosPS.Plugins;

/// <summary>What <see cref="LoggerPlugin"/> shows beside its lines.</summary>
public sealed class LoggerOptions
{
    private readonly int maxBodyBytes = 1024;

    /// <summary>Whether headers are shown, those that hold secrets masked. Default: false.</summary>
    public bool Headers { get; init; }

    /// <summary>Whether bodies are shown, with what is secret in them masked. Default: false.</summary>
    public bool Body { get; init; }

    /// <summary>How much of a body is shown, in bytes of UTF-8. Default: 1024. To show none leave <see cref="Body"/> off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int MaxBodyBytes
    {
        get => maxBodyBytes;
        init => maxBodyBytes = OptionRange.Checked(value, 1)!.Value;
    }

    /// <summary>Whether each line begins with the number of its call (<c>#12</c>), to tell those apart that are under way together. Default: false.</summary>
    public bool WithId { get; init; }
}
