namespace AxiosPS;

/// <summary>How JSON is written and read for one call.</summary>
public sealed record JsonOptions
{
    internal const int DeepestEver = 1000; // reading and writing call themselves level by level, and a stack has an end

    private readonly int maxDepth = 100;
    private readonly int? maxNodes;

    /// <summary>What becomes of dates that are read. Default: they stay texts.</summary>
    public DateKind DateKind { get; init; }

    /// <summary>How many levels there may be, 1 to 1000. Default: 100.</summary>
    /// <exception cref="ArgumentException">It is less than 1 or more than 1000.</exception>
    public int MaxDepth
    {
        get => maxDepth;
        init => maxDepth = value is >= 1 and <= DeepestEver ? value
            : throw new ArgumentException($"MaxJsonDepth is {value}. It may be 1 to {DeepestEver} levels.");
    }

    /// <summary>How many values there may be, objects and lists among them. Default: 1,000,000 in what is written, 5,000,000 in what is read.</summary>
    /// <exception cref="ArgumentException">It is less than 1.</exception>
    public int? MaxNodes
    {
        get => maxNodes;
        init => maxNodes = value is null or >= 1 ? value : throw new ArgumentException($"MaxJsonNodes is {value}. It must be at least 1.");
    }

    internal int MaxNodesWritten => MaxNodes ?? 1_000_000;

    internal int MaxNodesRead => MaxNodes ?? 5_000_000;

    /// <summary>What is said of JSON that has more values than <see cref="MaxNodesRead"/>.</summary>
    internal FormatException TooMany() => new($"it has more than {MaxNodesRead} values. Raise MaxJsonNodes if so many are meant.");

    internal static JsonOptions Default { get; } = new();

    internal static JsonOptions Of(RequestConfig? config) => config is null or { DateKind: null, MaxJsonDepth: null, MaxJsonNodes: null }
        ? Default
        : new()
        {
            DateKind = config.DateKind ?? default,
            MaxDepth = config.MaxJsonDepth ?? Default.MaxDepth,
            MaxNodes = config.MaxJsonNodes,
        };
}
