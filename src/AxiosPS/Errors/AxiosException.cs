namespace AxiosPS;

/// <summary>
/// Whatever goes wrong in a call, argument errors aside, is one of these:
/// <code>
/// AxiosException
///   AxiosStatusException     the status check refused the answer
///   AxiosTimeoutException    a clock ran out: connect, read, attempt or total
///   AxiosNetworkException    DNS, refused, reset, TLS, truncated or malformed answer
///   AxiosCanceledException   a token, Ctrl+C or the end of the pipeline
///   AxiosHookException       an interceptor, a middleware or a plugin threw
///   AxiosRefusedException    a plugin did not let it through: an open circuit, a limit
///   AxiosFileException       the body could not be written to its file
///   AxiosUnmatchedException  a transport for tests has no answer for it
/// </code>
/// </summary>
public class AxiosException : Exception
{
    private const int LongestAddress = 400;

    /// <summary>Makes an error that is not tied to a call yet; the engine fills in <see cref="Config"/> and <see cref="Attempts"/>.</summary>
    public AxiosException(string message, Exception? innerException = null)
        : base(message is null ? null : HttpTokens.Visible(message, lines: true), innerException)
    {
    }

    /// <summary>The configuration of the call, with which a handler may send it again. Listings of it are redacted.</summary>
    public RequestConfig? Config { get; private set; }

    /// <summary>The answer, if one had arrived.</summary>
    public AxiosResponse? Response { get; internal set; }

    /// <summary>The absolute address of the call, before redirects; null where it has none that can be requested.</summary>
    public Uri? Uri { get; private set; }

    /// <summary>The object of the pipeline whose call it was, as in <see cref="AxiosResponse.Input"/>: it can be sent again. Null for a call that came from no pipeline.</summary>
    public object? Input => Tag?.Value;

    /// <summary>Which object of the pipeline that was, from 0; null for a call that came from no pipeline.</summary>
    public int? Index => Tag?.Index;

    /// <summary>Every attempt made, in order; empty if nothing was sent.</summary>
    public IReadOnlyList<Attempt> Attempts { get; private set; } = [];

    /// <summary>Which page it was, from the second on, of a call that gets pages; 0 otherwise.</summary>
    public int Page { get; internal set; }

    internal InputTag? Tag { get; private set; }

    /// <summary>Whether it has come from another input first, whose call its address and its config are of.</summary>
    internal bool IsOfAnotherInput { get; private set; }

    /// <summary>Whether the body of the request could not be read, or not once more.</summary>
    internal bool IsOfBody { get; init; }

    /// <inheritdoc/>
    public override string Message => Page == 0 ? base.Message : $"{base.Message} (page {Page})";

    /// <summary>The body of a request cannot be read. The call that it belongs to puts its line before the message.</summary>
    internal static AxiosException OfBody(string message, Exception? inner = null) => new(message, inner) { IsOfBody = true };

    internal void TieTo(RequestContext context)
    {
        if (Config is not null && !ReferenceEquals(Config, context.Config))
        {
            return; // of another call, which a hook made
        }

        Config = context.Config;
        Uri = context.KnownUri is { } uri ? Secrets.Masked(uri) : null;
        Attempts = context.Attempts;
    }

    /// <summary>Ties an error to the answer that it is about.</summary>
    internal void TieTo(AxiosResponse response)
    {
        Response = response;
        Config = response.Config;
        Uri = response.Uri;
        Attempts = response.Attempts;
    }

    /// <summary>The error as that of an input, or of none, and so the answer that it is about. A hook may throw one error in several calls: then it is a copy.</summary>
    internal AxiosException TaggedWith(InputTag? tag)
    {
        var tagged = Tag is null || Tag == tag ? this : (AxiosException)MemberwiseClone();
        tagged.IsOfAnotherInput |= tagged != this;
        tagged.Tag = tag;
        tagged.Response = Response?.TaggedWith(tag);
        return tagged;
    }

    /// <summary>The line that opens every message: the method and the redacted address, of which a long one loses its middle.</summary>
    internal static string Line(string method, Uri uri)
    {
        var address = Secrets.Redact(uri);
        return $"{method} {(address.Length <= LongestAddress ? address : $"{address[..(LongestAddress - 100)]}…{address[^99..]}")}";
    }
}
