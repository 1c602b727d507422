using System.Globalization;

namespace AxiosPS.Plugins;

/// <summary>
/// The directives of Cache-Control, of a request or a response (RFC 9111, section 5.2, and RFC 5861). What is unknown counts for nothing.
/// Of several equal ones the strictest counts, and what should be a number of seconds and is none, is the strictest there is.
/// </summary>
internal sealed class CacheControl
{
    /// <summary>What a number that is too large counts as (RFC 9111, section 1.2.2).</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(1L << 31);

    private readonly List<(string Name, string? Argument)> directives = [];

    private CacheControl(HeaderCollection headers)
    {
        foreach (var member in ListField.Members(headers, "Cache-Control"))
        {
            var at = member.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? member : member[..at];
            directives.Add((name.TrimEnd(), at < 0 ? null : name.EndsWith(' ') ? "" : Unquoted(member[(at + 1)..]))); // with a blank before = it is no argument
        }
    }

    public bool NoStore => Has("no-store");

    /// <summary>With names of fields too: without them the answer would be another one.</summary>
    public bool NoCache => Has("no-cache");

    /// <inheritdoc cref="NoCache"/>
    public bool Private => Has("private");

    public bool Public => Has("public");

    public bool MustRevalidate => Has("must-revalidate");

    public bool ProxyRevalidate => Has("proxy-revalidate");

    public bool MustUnderstand => Has("must-understand");

    public bool OnlyIfCached => Has("only-if-cached");

    public TimeSpan? MaxAge => Least("max-age");

    public TimeSpan? SharedMaxAge => Least("s-maxage");

    public TimeSpan? StaleWhileRevalidate => Least("stale-while-revalidate");

    public TimeSpan? StaleIfError => Least("stale-if-error");

    public TimeSpan? MinFresh => Arguments("min-fresh") is { Count: > 0 } all ? all.Max(a => Seconds(a) ?? Longest) : null;

    /// <summary>Without an argument, however stale.</summary>
    public TimeSpan? MaxStale => Arguments("max-stale") is { Count: > 0 } all ? all.Min(a => a is null ? TimeSpan.MaxValue : Seconds(a) ?? TimeSpan.Zero) : null;

    public static CacheControl Of(HeaderCollection headers) => new(headers);

    /// <summary>That of a request, for which Pragma speaks where it has no Cache-Control (RFC 9111, section 5.4).</summary>
    public static CacheControl OfRequest(HeaderCollection headers)
    {
        var control = new CacheControl(headers);
        if (!headers.Contains("Cache-Control") && ListField.Members(headers, "Pragma").Contains("no-cache", StringComparer.OrdinalIgnoreCase))
        {
            control.directives.Add(("no-cache", null));
        }

        return control;
    }

    /// <summary>A number of seconds; null for what is none.</summary>
    public static TimeSpan? Seconds(string? text) =>
        string.IsNullOrEmpty(text) || text.AsSpan().ContainsAnyExceptInRange('0', '9') ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 1L << 31 ? TimeSpan.FromSeconds(seconds)
        : Longest;

    private static string Unquoted(string argument) =>
        argument is ['"', .., '"'] ? argument[1..^1].Replace("\\", "", StringComparison.Ordinal) : argument;

    private bool Has(string name) => directives.Exists(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private TimeSpan? Least(string name) => Arguments(name) is { Count: > 0 } all ? all.Min(a => Seconds(a) ?? TimeSpan.Zero) : null;

    private List<string?> Arguments(string name) =>
        directives.FindAll(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ConvertAll(d => d.Argument);
}
