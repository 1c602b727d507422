namespace AxiosPS.Commands;

/// <summary>What helps with a TLS handshake that failed: it depends on what is wrong with the certificate, if that is what it was.</summary>
internal static class TlsAdvice
{
    private const string Unchecked = "In tests alone, knowing the risk: -SkipCertificateCheck.";

    public static string For(AxiosNetworkException error, Uri uri)
    {
        var cause = error.GetBaseException();
        return cause is UntrustedCertificateException untrusted ? ForCertificate(untrusted, error.Config?.Connection?.RootCertificates is not null, uri)
            : cause.Message.Contains("corrupted frame", StringComparison.Ordinal) ? $"Does it speak TLS at all? http://{uri.Authority} goes without."
            : "Where the server wants a certificate of yours: -Certificate. Other versions of TLS: -SslProtocol.";
    }

    private static string ForCertificate(UntrustedCertificateException untrusted, bool hasRoots, Uri uri)
    {
        var advice = new List<string>();
        if (untrusted.Problems.HasFlag(CertificateProblems.Root))
        {
            advice.Add(hasRoots ? "None of -RootCertificate has signed it: give the root that has." : "To trust its root, or itself where it is self-signed: -RootCertificate ./ca.pem.");
        }

        if (untrusted.Problems.HasFlag(CertificateProblems.Name) && !untrusted.Name.StartsWith('*'))
        {
            advice.Add($"Ask for it by its own name, {new UriBuilder(uri) { Host = untrusted.Name }.Uri.GetLeftPart(UriPartial.Authority)}.");
        }

        if (untrusted.Problems.HasFlag(CertificateProblems.Time))
        {
            advice.Add("The server needs one that is valid now, unless the clock here is wrong.");
        }

        return string.Join(' ', [.. advice, Unchecked]);
    }
}
