using System.Text;

namespace AxiosPS;

/// <summary>Where a redirect leads, and whether one goes there (RFC 9110, sections 10.2.2 and 15.4).</summary>
internal static class RedirectTarget
{
    private const int LongestShown = 200;

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>The Location of an answer that redirects; null for any other. Two that differ are no direction to follow.</summary>
    public static string? Location(TransportResponse answer)
    {
        if (answer.StatusCode is not (301 or 302 or 303 or 307 or 308))
        {
            return null;
        }

        var locations = answer.Headers.GetValues("Location");
        return locations.Count == 0 || locations[0].Length == 0 || locations.Any(l => l != locations[0]) ? null : AsWritten(locations[0]);
    }

    /// <summary>The address that the request is to go to next.</summary>
    /// <exception cref="AxiosNetworkException">It is not followed.</exception>
    public static Uri Of(TransportRequest request, string location, RequestConfig config)
    {
        if (Absolute(location, request.Uri) is not { } target)
        {
            throw Refusal(request, $"was redirected to '{Shown(location, request.Uri)}', which is no http or https address.");
        }

        Secrets.HideAlso(target, request.Uri);
        if (request.Uri.Scheme == "https" && target.Scheme == "http" && config.AllowInsecureRedirect != true)
        {
            throw Refusal(request, $"was redirected from https to {Shown(Secrets.Redact(target))}, which is not encrypted. Ask for the https address, or set AllowInsecureRedirect if that is meant.");
        }

        if (request.Connection?.UnixSocket is { } socket && Origin.Of(target) != Origin.Of(request.Uri))
        {
            throw Refusal(request, $"was redirected to {Shown(Secrets.Redact(target))}, which is another origin and not behind the socket {socket}. Ask for that address without UnixSocket if that is meant.");
        }

        if (target.UserInfo.Length > 0 || target.Fragment.Length > 0)
        {
            target = new UriBuilder(target) { UserName = "", Password = "", Fragment = "" }.Uri;
            Secrets.HideAlso(target, request.Uri);
        }

        return target;
    }

    /// <summary>A reference made absolute; null if it is no http or https address.</summary>
    public static Uri? Absolute(string reference, Uri from)
    {
        var written = reference.StartsWith("//", StringComparison.Ordinal) ? $"{from.Scheme}:{reference}" : reference; // else Windows takes it for a file share
        return Uri.TryCreate(from, written, out var target) && target.Scheme is ("http" or "https") && target.Host.Length > 0
            ? HttpTokens.HasControls(written) ? new(target.AbsoluteUri) : target // else its ToString has them raw
            : null;
    }

    /// <summary>The same host, from http to https: nobody learns the body who has not had it already.</summary>
    public static bool IsUpgrade(Uri from, Uri to) => Origin.Of(from).IsUpgradedTo(Origin.Of(to));

    public static AxiosNetworkException Refusal(TransportRequest request, string reason) =>
        new($"{AxiosException.Line(request.Method, request.Uri)} {reason}", NetworkFailure.Redirect);

    /// <summary>An address in a header as it was meant: bytes beyond ASCII are read as Latin-1, and what is valid UTF-8 was meant as that.</summary>
    public static string AsWritten(string location)
    {
        if (Ascii.IsValid(location) || location.Any(c => c > 0xFF))
        {
            return location;
        }

        try
        {
            return StrictUtf8.GetString(Encoding.Latin1.GetBytes(location));
        }
        catch (DecoderFallbackException)
        {
            return location;
        }
    }

    /// <summary>What a server has sent as an address, for a message.</summary>
    public static string Shown(string location, Uri? source = null)
    {
        var shown = HttpTokens.Visible(Secrets.RedactMalformed(Secrets.Redact(location, source)));
        return shown.Length <= LongestShown ? shown : shown[..LongestShown] + "…";
    }
}
