using System.Reflection;

namespace AxiosPS;

/// <summary>What went wrong with a connection, where the handler's own words do not say it or the remedy.</summary>
internal static class ConnectionErrors
{
    /// <summary>The error of an exception, null if there is nothing to add to what it says.</summary>
    public static AxiosNetworkException? From(Exception exception, TransportRequest request, ConnectionPool pool) =>
        exception is HttpRequestException { InnerException: not TimeoutException } http
            ? From(http, AxiosException.Line(request.Method, request.Uri), request, pool.ProxyFor(request.Uri))
            : null;

    private static AxiosNetworkException? From(HttpRequestException e, string line, TransportRequest request, Uri? proxy) => e.HttpRequestError switch
    {
        HttpRequestError.ConfigurationLimitExceeded => new(
            $"{line} has an answer whose headers are larger than {request.Connection?.MaxHeaderBytes ?? ConnectionOptions.DefaultMaxHeaderBytes} bytes. Raise MaxHeaderBytes if that is meant.", NetworkFailure.TooLarge, e),
        HttpRequestError.VersionNegotiationError => new($"{line} cannot be sent by HTTP/{request.Connection?.HttpVersion}: {Cause(e)}{QuicRemedy(request)}", NetworkFailure.Protocol, e),
        HttpRequestError.NameResolutionError when proxy is not null => new($"{line} failed, the host name of the proxy {Shown(proxy)} could not be resolved: {Cause(e)}", NetworkFailure.NameResolution, e),
        HttpRequestError.ConnectionError when proxy is not null => new($"{line} could not connect to the proxy {Shown(proxy)}: {Cause(e)}", NetworkFailure.Connect, e),
        HttpRequestError.ProxyTunnelError or HttpRequestError.UserAuthenticationError when proxy is not null => new($"{line} was refused by the proxy {Shown(proxy)}: {Cause(e)}{ProxyRemedy(e)}", NetworkFailure.Proxy, e),
        HttpRequestError.ConnectionError when request.Connection?.UnixSocket is { } path => new($"{line} could not connect to the socket {path}: {(File.Exists(path) ? Cause(e) : "there is none.")}", NetworkFailure.Connect, e),
        _ => null,
    };

    private static string Shown(Uri proxy) => Secrets.Redact(proxy.OriginalString);

    private static string Cause(Exception e) => e.GetBaseException().Message;

    private static string ProxyRemedy(HttpRequestException e) =>
        (int?)e.StatusCode == 407 ? " It wants to know who asks: give ProxyCredentials, or user and password in its address." : "";

    private static string QuicRemedy(TransportRequest request) =>
        request.Connection?.HttpVersion?.Major != 3 || HasQuic ? "" : " This machine has no QUIC (on Linux the library libmsquic); without it there is no HTTP/3.";

    // Of .NET 8's reference assemblies the type is only a preview.
    internal static bool HasQuic => Type.GetType("System.Net.Quic.QuicConnection, System.Net.Quic")
        ?.GetProperty("IsSupported", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) is true;
}
