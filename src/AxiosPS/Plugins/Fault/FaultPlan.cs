using System.Globalization;
using System.Text;

namespace AxiosPS.Plugins;

/// <summary>The options of the plugin, checked, and the sequence of faults that comes of them.</summary>
internal sealed class FaultPlan
{
    /// <summary>What says in every fault that it is none of the server's.</summary>
    public const string Mark = "injected by the FaultPlugin";

    /// <summary>What says so in the headers of an answer.</summary>
    public const string Header = "X-AxiosPS-Fault";

    private readonly object gate = new();
    private readonly Fault[] faults;
    private readonly double rate;
    private readonly TimeSpan jitter;
    private readonly string[] methods;
    private readonly MockUri[] uris;
    private readonly HeaderCollection headers;
    private readonly string? body;
    private ulong state;
    private long injected;

    public FaultPlan(FaultOptions options)
    {
        var latency = DelayTime.NotNegative(options.Latency, nameof(options.Latency));
        jitter = DelayTime.NotNegative(options.LatencyJitter, nameof(options.LatencyJitter));
        rate = options.Rate is >= 0 and <= 1 ? options.Rate
            : throw new ArgumentException(FormattableString.Invariant($"The rate {options.Rate} is not from 0 to 1: it is the part of the attempts that are hit."));
        faults =
        [
            .. options.StatusCodes.Select(status => new Fault(Checked(status), null, latency)),
            .. Errors(options).Distinct().Select(error => new Fault(null, error, latency)),
        ];
        if (faults.Length == 0)
        {
            faults = latency + jitter > TimeSpan.Zero ? [new(null, null, latency)]
                : throw new ArgumentException("The FaultPlugin would do nothing. Give it a status, a fault such as a reset, or a latency.");
        }

        methods = [.. options.Methods.Select(AxiosPS.Methods.Normalize)];
        uris = [.. options.Uris.Select(uri => new MockUri(uri))];
        headers = HeadersOf(options);
        body = options.Body;
        state = (ulong)(options.Seed ?? Random.Shared.NextInt64());
    }

    /// <summary>How often something has happened.</summary>
    public long Injected => Interlocked.Read(ref injected);

    /// <summary>Whether it is for this request.</summary>
    public bool Concerns(TransportRequest request) =>
        (methods.Length == 0 || methods.Contains(request.Method))
        && (uris.Length == 0 || Array.Exists(uris, pattern => pattern.IsMatch(request.Uri)));

    /// <summary>What happens to the next attempt; null if nothing does.</summary>
    public Fault? Next()
    {
        double hit, which, late;
        lock (gate)
        {
            (hit, which, late) = (Draw(), Draw(), Draw()); // always all of them: what one attempt gets does not depend on what others got
        }

        if (hit >= rate)
        {
            return null;
        }

        Interlocked.Increment(ref injected);
        var fault = faults[(int)(which * faults.Length)];
        return fault with { Latency = DelayTime.OfTicks(fault.Latency.Ticks + late * jitter.Ticks) };
    }

    /// <summary>What happens, and how often.</summary>
    public override string ToString()
    {
        var what = faults.Select(fault => fault.Status?.ToString(CultureInfo.InvariantCulture) ?? fault.Error?.ToString() ?? "late");
        var late = faults[0].Latency + jitter > TimeSpan.Zero ? $" after {DelayTime.Text(faults[0].Latency)}{(jitter > TimeSpan.Zero ? $" to {DelayTime.Text(faults[0].Latency + jitter)}" : "")}" : "";
        return FormattableString.Invariant($"{string.Join(", ", what)}{late}, rate {rate}");
    }

    /// <summary>An answer with this status, marked.</summary>
    public TransportResponse Answer(int status)
    {
        var text = body ?? FormattableString.Invariant($"{status}, {Mark}.");
        return new(status, headers.Copy(), new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false))
        {
            IsInjected = true,
            ReasonPhrase = $"{ReasonPhrases.Of(status)}, {Mark}".TrimStart(',', ' '),
        };
    }

    private static HeaderCollection HeadersOf(FaultOptions options)
    {
        var headers = new HeaderCollection { ["Content-Type"] = "text/plain; charset=utf-8" };
        foreach (var name in options.Headers.Names)
        {
            headers[name] = options.Headers.GetValues(name);
        }

        if (options.RetryAfter is { } wait)
        {
            headers["Retry-After"] = DelayTime.NotNegative(wait, nameof(options.RetryAfter)).Ticks % TimeSpan.TicksPerSecond == 0
                ? wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)
                : throw new ArgumentException($"{DelayTime.Text(wait)} cannot stand in a Retry-After, which has whole seconds (RFC 9110, section 10.2.3). Give it 0 or {Math.Ceiling(wait.TotalSeconds):0} s.");
        }

        headers[Header] = "status";
        return headers;
    }

    private static IEnumerable<NetworkFault> Errors(FaultOptions options) =>
    [
        .. options.Reset ? [NetworkFault.Reset] : Array.Empty<NetworkFault>(),
        .. options.NoAnswer ? [NetworkFault.Timeout] : Array.Empty<NetworkFault>(),
        .. options.Faults.Contains(NetworkFault.Truncated) ? throw new ArgumentException("Truncated is for an answer, of which the FaultPlugin has none. Give it to a mock transport.") : options.Faults,
    ];

    private static int Checked(int status) => status is >= 200 and <= 599 ? status
        : throw new ArgumentException(FormattableString.Invariant($"{status} is no status to answer with: give 200 to 599."));

    // SplitMix64, since what a seed makes of System.Random is not promised from one version to the next.
    private double Draw()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
