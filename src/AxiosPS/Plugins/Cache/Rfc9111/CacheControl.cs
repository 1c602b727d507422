using System.Globalization;

namespace AxiosPS.Plugins;

/// <summary>
/// The directives of Cache-Control, of a request or a response (RFC 9111, section 5.2, and RFC 5861). What is unknown counts for nothing.
/// Of several equal ones the strictest counts, and what should be a number of seconds and is none, is the strictest there is. In a line
/// that is malformed, no-store, no-cache and private count wherever they are.
/// </summary>
internal sealed class CacheControl
{
    /// <summary>What a number that is too large counts as (RFC 9111, section 1.2.2).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1L << 31);

    private static readonly CacheControl None = new();

    public bool NoStore { get; private set; }

    /// <summary>With names of fields too: without them the answer would be another one.</summary>
    public bool NoCache { get; private set; }

    /// <inheritdoc cref="NoCache"/>
    public bool Private { get; private set; }

    public bool Public { get; private set; }

    public bool MustRevalidate { get; private set; }

    public bool ProxyRevalidate { get; private set; }

    public bool MustUnderstand { get; private set; }

    public bool OnlyIfCached { get; private set; }

    public TimeSpan? MaxAge { get; private set; }

    public TimeSpan? SharedMaxAge { get; private set; }

    public TimeSpan? StaleWhileRevalidate { get; private set; }

    public TimeSpan? StaleIfError { get; private set; }

    public TimeSpan? MinFresh { get; private set; }

    /// <summary>Without an argument, however stale.</summary>
    public TimeSpan? MaxStale { get; private set; }

    public static CacheControl Of(HeaderCollection headers)
    {
        if (!headers.Contains("Cache-Control"))
        {
            return None;
        }

        var control = new CacheControl();
        foreach (var line in headers.GetValues("Cache-Control"))
        {
            control.Read(line);
        }

        return control;
    }

    /// <summary>That of a request, for which Pragma speaks where it has no Cache-Control (RFC 9111, section 5.4).</summary>
    public static CacheControl OfRequest(HeaderCollection headers) =>
        headers.Contains("Pragma") && !headers.Contains("Cache-Control") && ListField.Members(headers, "Pragma").Contains("no-cache", StringComparer.OrdinalIgnoreCase)
            ? new() { NoCache = true }
            : Of(headers);

    /// <summary>A number of seconds; null for what is none.</summary>
    public static TimeSpan? Seconds(string? text) =>
        string.IsNullOrEmpty(text) || text.AsSpan().ContainsAnyExceptInRange('0', '9') ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 1L << 31 ? TimeSpan.FromSeconds(seconds)
        : Longest;

    private void Read(string line)
    {
        var isMalformed = false;
        foreach (var member in ListField.Members(line))
        {
            var directive = CacheDirective.Of(member);
            isMalformed |= directive.IsMalformed;
            Add(directive);
        }

        if (isMalformed)
        {
            foreach (var name in CacheDirective.NamesIn(line))
            {
                Forbid(name);
            }
        }
    }

    private void Add(CacheDirective directive)
    {
        var (name, argument) = (directive.Name, directive.Argument);
        var seconds = Seconds(argument) ?? TimeSpan.Zero;
        switch (name)
        {
            case "max-age": MaxAge = Shorter(MaxAge, seconds); break;
            case "s-maxage": SharedMaxAge = Shorter(SharedMaxAge, seconds); break;
            case "stale-while-revalidate": StaleWhileRevalidate = Shorter(StaleWhileRevalidate, seconds); break;
            case "stale-if-error": StaleIfError = Shorter(StaleIfError, seconds); break;
            case "max-stale": MaxStale = Shorter(MaxStale, argument is null ? TimeSpan.MaxValue : seconds); break;
            case "min-fresh": MinFresh = (Seconds(argument) ?? Longest) is var fresh && fresh < MinFresh ? MinFresh : fresh; break;
            case "public": Public = true; break;
            case "must-revalidate": MustRevalidate = true; break;
            case "proxy-revalidate": ProxyRevalidate = true; break;
            case "must-understand": MustUnderstand = true; break;
            case "only-if-cached": OnlyIfCached = true; break;
            default: Forbid(name); break;
        }
    }

    private void Forbid(string name)
    {
        NoStore |= name == "no-store";
        NoCache |= name == "no-cache";
        Private |= name == "private";
    }

    private static TimeSpan Shorter(TimeSpan? one, TimeSpan other) => one < other ? one.Value : other;
}
