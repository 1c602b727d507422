using System.Net.Sockets;
using System.Security.Authentication;

namespace AxiosPS;

/// <summary>What the handler would throw, for transports that only pretend.</summary>
internal static class NetworkFaults
{
    /// <param name="fault">Neither a <see cref="NetworkFault.Timeout"/>, which never ends, nor <see cref="NetworkFault.Truncated"/>, which has an answer.</param>
    /// <param name="uri">Where the request was to go.</param>
    /// <param name="mark">What the message is to say of its origin; null for the words of the network.</param>
    public static HttpRequestException Error(NetworkFault fault, Uri uri, string? mark = null) => fault switch
    {
        NetworkFault.Refused => new(HttpRequestError.ConnectionError, $"({uri.Authority})", Socket(SocketError.ConnectionRefused, "the connection was refused", mark)),
        NetworkFault.Dns => new(HttpRequestError.NameResolutionError, $"({uri.Authority})", Socket(SocketError.HostNotFound, "there is no such host", mark)),
        NetworkFault.Tls => new(HttpRequestError.SecureConnectionError, "no TLS", new AuthenticationException($"The remote certificate was rejected ({mark ?? "a fault of the mock transport"}).")),
        _ => new("no answer", new IOException("connection lost", Socket(SocketError.ConnectionReset, "the connection was reset", mark))),
    };

    private static SocketException Socket(SocketError error, string words, string? mark) => mark is null ? new((int)error) : new((int)error, $"{words}, {mark}.");
}
