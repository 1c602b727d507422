namespace AxiosPS.Plugins;

/// <summary>
/// What <see cref="FaultPlugin"/> does, to which attempts, and how often. Of several faults (statuses, <see cref="Reset"/>,
/// <see cref="NoAnswer"/>, <see cref="Faults"/>) each attempt that is hit gets one by chance, all being equally likely.
/// </summary>
public sealed class FaultOptions
{
    /// <summary>How long an attempt that is hit is held up. Without a fault it then goes through. Default: zero.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>How much longer at most, by chance. Default: zero.</summary>
    public TimeSpan LatencyJitter { get; init; }

    /// <summary>Statuses to answer with, 200 to 599. Default: none.</summary>
    public IReadOnlyList<int> StatusCodes { get; init; } = [];

    /// <summary>Whether the connection is lost before the answer: an <see cref="AxiosNetworkException"/>. Default: false.</summary>
    public bool Reset { get; init; }

    /// <summary>Whether no answer ever comes: a clock of the call, or whoever cancels it, ends the attempt. Default: false.</summary>
    public bool NoAnswer { get; init; }

    /// <summary>What may go wrong besides, by the names that a mock transport has for it; not <see cref="NetworkFault.Truncated"/>. Default: nothing.</summary>
    public IReadOnlyList<NetworkFault> Faults { get; init; } = [];

    /// <summary>The Retry-After of answers with a status, in whole seconds (RFC 9110, section 10.2.3). Default: none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>More headers of answers with a status. Default: none.</summary>
    public HeaderCollection Headers { get; init; } = new();

    /// <summary>The body of answers with a status, sent as UTF-8. Its type is text/plain unless <see cref="Headers"/> say otherwise. Default: the status, and that it is no real one.</summary>
    public string? Body { get; init; }

    /// <summary>The part of the attempts that are hit, 0 to 1. Default: 1, all of them.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>With the same seed the same attempts in the same order are hit in the same way, on any machine. Default: chance.</summary>
    public int? Seed { get; init; }

    /// <summary>Only attempts for which this holds; it gets the config of the attempt. Default: all.</summary>
    public IHookCondition? When { get; init; }

    /// <summary>Only these addresses, as in the routes of a mock transport: a path or a whole address, in which <c>*</c> is any text; the query counts where one has a <c>?</c>. Default: all.</summary>
    public IReadOnlyList<string> Uris { get; init; } = [];

    /// <summary>Only these methods. Default: all.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];
}
