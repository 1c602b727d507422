namespace AxiosPS;

/// <summary>Where a redirect leads, and whether one goes there (RFC 9110, sections 10.2.2 and 15.4).</summary>
internal static class RedirectTarget
{
    private const int LongestShown = 200;

    /// <summary>The Location of an answer that redirects; null for any other. Two that differ are no direction to follow.</summary>
    public static string? Location(TransportResponse answer)
    {
        if (answer.StatusCode is not (301 or 302 or 303 or 307 or 308))
        {
            return null;
        }

        var locations = answer.Headers.GetValues("Location");
        return locations.Count == 0 || locations[0].Length == 0 || locations.Any(l => l != locations[0]) ? null : HeaderText.AsWritten(locations[0]);
    }

    /// <summary>The address that the request is to go to next.</summary>
    /// <exception cref="AxiosNetworkException">It is not followed.</exception>
    public static Uri Of(TransportRequest request, string location, RequestConfig config)
    {
        var target = Checked(location, request.Uri, config.AllowInsecureRedirect, request.Connection?.UnixSocket, problem => Refusal(request, $"was redirected to {problem}"));
        if (target.Fragment.Length > 0)
        {
            target = new UriBuilder(target) { Fragment = "" }.Uri;
            Secrets.HideAlso(target, request.Uri);
        }

        return target;
    }

    /// <summary>An address that a server has sent one to, without user info: that would be a secret of the server's choice.</summary>
    /// <param name="reference">As the server has written it.</param>
    /// <param name="from">What it is relative to.</param>
    /// <param name="allowInsecure">Whether it may lead from https to http.</param>
    /// <param name="socket">Behind which all is that is asked, null where it is the network.</param>
    /// <param name="refused">Makes the error, of the address and what is wrong with it.</param>
    public static Uri Checked(string reference, Uri from, bool? allowInsecure, string? socket, Func<string, AxiosNetworkException> refused)
    {
        if (Absolute(reference, from) is not { } target)
        {
            throw refused($"'{Shown(reference, from)}', which is no http or https address.");
        }

        if (target.UserInfo.Length > 0)
        {
            target = new UriBuilder(target) { UserName = "", Password = "" }.Uri;
        }

        Secrets.HideAlso(target, from);
        if (from.Scheme == "https" && target.Scheme == "http" && allowInsecure != true)
        {
            throw refused($"{Shown(Secrets.Redact(target))}, which is not encrypted. Ask for the https address, or set AllowInsecureRedirect if that is meant.");
        }

        if (socket is not null && Origin.Of(target) != Origin.Of(from))
        {
            throw refused($"{Shown(Secrets.Redact(target))}, which is another origin and not behind the socket {socket}. Ask for that address without UnixSocket if that is meant.");
        }

        return target;
    }

    /// <summary>The same host, from http to https: nobody learns the body who has not had it already.</summary>
    public static bool IsUpgrade(Uri from, Uri to) => Origin.Of(from).IsUpgradedTo(Origin.Of(to));

    public static AxiosNetworkException Refusal(TransportRequest request, string reason) =>
        new($"{AxiosException.Line(request.Method, request.Uri)} {reason}", NetworkFailure.Redirect);

    /// <summary>What a server has sent as an address, for a message.</summary>
    public static string Shown(string location, Uri? source = null)
    {
        var shown = HttpTokens.Visible(Secrets.RedactMalformed(Secrets.Redact(location, source)));
        return shown.Length <= LongestShown ? shown : shown[..LongestShown] + "…";
    }

    /// <summary>A reference made absolute; null if it is no http or https address.</summary>
    private static Uri? Absolute(string reference, Uri from)
    {
        var written = reference.StartsWith("//", StringComparison.Ordinal) ? $"{from.Scheme}:{reference}" : reference; // else Windows takes it for a file share
        return Uri.TryCreate(from, written, out var target) && target.Scheme is ("http" or "https") && target.Host.Length > 0
            ? HttpTokens.HasControls(written) ? new(target.AbsoluteUri) : target // else its ToString has them raw
            : null;
    }
}
