using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AxiosPS;

/// <summary>Says what is wrong with a certificate that is not trusted, and what can be done.</summary>
internal static class ServerCertificate
{
    /// <summary>What SkipCertificateCheck asks for.</summary>
    public static bool IsAny(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    /// <exception cref="AuthenticationException">It is not trusted.</exception>
    public static bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None ? true : throw new AuthenticationException(
            certificate is X509Certificate2 shown ? Describe(shown, chain, errors, (sender as SslStream)?.TargetHostName) : "The server has shown no certificate.");

    private static string Describe(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, string? host)
    {
        var problems = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            problems.Add($"is for {string.Join(", ", Names(certificate))} and not for {host ?? "this host"}");
        }

        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            problems.Add(Time(chain!.ChainElements.Select(e => e.Certificate).FirstOrDefault(c => c.NotAfter < DateTime.Now || c.NotBefore > DateTime.Now) ?? certificate));
        }

        var others = status & ~X509ChainStatusFlags.NotTimeValid;
        var isUnknown = (others & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0;
        if (isUnknown)
        {
            problems.Add($"leads to no root that is trusted here (signed by {certificate.Issuer})");
        }
        else if (others != X509ChainStatusFlags.NoError)
        {
            problems.Add($"has a chain with errors ({others})");
        }

        var trust = isUnknown ? " To trust its root give RootCertificates (-RootCertificate)." : "";
        return $"The remote certificate of {certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)} {string.Join(" and ", problems)}.{trust} For tests alone there is SkipCertificateCheck.";
    }

    private static string Time(X509Certificate2 certificate) => certificate.NotAfter < DateTime.Now
        ? FormattableString.Invariant($"expired on {certificate.NotAfter:yyyy-MM-dd}")
        : FormattableString.Invariant($"is not valid before {certificate.NotBefore:yyyy-MM-dd}");

    private static IEnumerable<string> Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).ToList();
        return names.Count > 0 ? names : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
    }
}
