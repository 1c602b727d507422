using System.Security.Authentication;

namespace AxiosPS;

/// <summary>The certificate of a server is not trusted.</summary>
internal sealed class UntrustedCertificateException(string message, CertificateProblems problems, string name) : AuthenticationException(message)
{
    public CertificateProblems Problems { get; } = problems;

    /// <summary>The first name that the certificate is for.</summary>
    public string Name { get; } = name;
}
