using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace AxiosPS;

/// <summary>Says what is wrong with a certificate that is not trusted.</summary>
internal static class ServerCertificate
{
    /// <summary>What SkipCertificateCheck asks for.</summary>
    public static bool IsAny(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    /// <exception cref="AuthenticationException">It is not trusted.</exception>
    public static bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None ? true : throw (
            certificate is X509Certificate2 shown ? Refusal(shown, chain, errors, (sender as SslStream)?.TargetHostName) : new AuthenticationException("The server has shown no certificate."));

    private static UntrustedCertificateException Refusal(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, string? host)
    {
        var problems = CertificateProblems.None;
        var words = new List<string>();
        var names = Names(certificate);
        void Add(CertificateProblems problem, string text)
        {
            problems |= problem;
            words.Add(text);
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            Add(CertificateProblems.Name, $"is for {string.Join(", ", names)} and not for {host ?? "this host"}");
        }

        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        if (status.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            Add(CertificateProblems.Time, Time(chain!.ChainElements.Select(e => e.Certificate).FirstOrDefault(c => c.NotAfter < DateTime.Now || c.NotBefore > DateTime.Now) ?? certificate));
        }

        var others = status & ~X509ChainStatusFlags.NotTimeValid;
        if ((others & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0)
        {
            Add(CertificateProblems.Root, $"leads to no root that is trusted here (signed by {certificate.Issuer})");
        }
        else if (others != X509ChainStatusFlags.NoError)
        {
            Add(CertificateProblems.Other, $"has a chain with errors ({others})");
        }

        return new($"The remote certificate of {certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)} {string.Join(" and ", words)}.", problems, names[0]);
    }

    private static string Time(X509Certificate2 certificate) => certificate.NotAfter < DateTime.Now
        ? FormattableString.Invariant($"expired on {certificate.NotAfter:yyyy-MM-dd}")
        : FormattableString.Invariant($"is not valid before {certificate.NotBefore:yyyy-MM-dd}");

    private static List<string> Names(X509Certificate2 certificate)
    {
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString()))).ToList();
        return names.Count > 0 ? names : [certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
    }
}
