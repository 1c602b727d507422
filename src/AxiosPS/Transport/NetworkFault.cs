namespace AxiosPS;

/// <summary>What goes wrong in place of an answer, as it would on a real network.</summary>
public enum NetworkFault
{
    /// <summary>Nobody listens there: an <see cref="AxiosNetworkException"/> with <see cref="NetworkFailure.Connect"/>.</summary>
    Refused,

    /// <summary>The connection breaks before the answer: <see cref="NetworkFailure.ConnectionLost"/>.</summary>
    Reset,

    /// <summary>No answer ever comes: a clock of the call or its token ends it.</summary>
    Timeout,

    /// <summary>The host has no address: <see cref="NetworkFailure.NameResolution"/>.</summary>
    Dns,

    /// <summary>The certificate is not trusted: <see cref="NetworkFailure.Tls"/>.</summary>
    Tls,

    /// <summary>The answer begins, and its body breaks off in the middle: <see cref="NetworkFailure.ConnectionLost"/>.</summary>
    Truncated,
}
