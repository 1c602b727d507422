using System.Net.Sockets;

namespace AxiosPS;

/// <summary>The request could not be sent or its answer not be received; <see cref="Failure"/> says in what way.</summary>
public sealed class AxiosNetworkException : AxiosException
{
    /// <summary>Makes a network error, as a transport of one's own may throw it.</summary>
    public AxiosNetworkException(string message, NetworkFailure failure = NetworkFailure.Other, Exception? innerException = null)
        : base(message, HttpTokens.Visible(innerException))
    {
        Failure = failure;
    }

    /// <summary>The kind of failure.</summary>
    public NetworkFailure Failure { get; }

    internal static AxiosNetworkException From(Exception exception, string method, Uri uri)
    {
        var failure = Classify(exception);
        var cause = exception.GetBaseException().Message;
        return new($"{Line(method, uri)} {Describe(failure)}: {cause}", failure, exception);
    }

    private static string Describe(NetworkFailure failure) => failure switch
    {
        NetworkFailure.NameResolution => "failed, its host name could not be resolved",
        NetworkFailure.Connect => "could not connect",
        NetworkFailure.Tls => "failed in the TLS handshake",
        NetworkFailure.ConnectionLost => "lost its connection before the answer was whole",
        NetworkFailure.Protocol => "had an answer that is not valid HTTP",
        _ => "failed",
    };

    private static NetworkFailure Classify(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => NetworkFailure.NameResolution,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => NetworkFailure.Tls,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } e => e.InnerException is SocketException
        {
            SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData,
        }
            ? NetworkFailure.NameResolution
            : NetworkFailure.Connect,
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => NetworkFailure.ConnectionLost,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } => NetworkFailure.Protocol,
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError } => NetworkFailure.Protocol,
        HttpRequestException { InnerException: IOException } => NetworkFailure.ConnectionLost,
        InvalidDataException => NetworkFailure.Protocol,
        IOException => NetworkFailure.ConnectionLost,
        _ => NetworkFailure.Other,
    };
}
