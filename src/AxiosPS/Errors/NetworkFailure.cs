namespace AxiosPS;

/// <summary>What kind of network failure ended an attempt.</summary>
public enum NetworkFailure
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>The name could not be resolved.</summary>
    NameResolution,

    /// <summary>The connection was refused or its host is out of reach.</summary>
    Connect,

    /// <summary>The TLS handshake failed.</summary>
    Tls,

    /// <summary>The connection was reset or closed before the answer was whole.</summary>
    ConnectionLost,

    /// <summary>The answer is not HTTP, or breaks its rules.</summary>
    Protocol,

    /// <summary>The answer is larger than <see cref="RequestConfig.MaxResponseBytes"/> or <see cref="ConnectionOptions.MaxHeaderBytes"/> allows.</summary>
    TooLarge,

    /// <summary>The chain of redirects is longer than <see cref="RequestConfig.MaxRedirects"/> allows, or it, or a next page, leads where it must not.</summary>
    Redirect,

    /// <summary>The proxy refused, or is none.</summary>
    Proxy,
}
