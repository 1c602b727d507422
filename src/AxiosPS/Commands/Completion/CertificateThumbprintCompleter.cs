using System.Security.Cryptography.X509Certificates;

namespace AxiosPS.Commands;

/// <summary>Completes the certificates of the current user that have a private key, by their subjects too.</summary>
internal sealed class CertificateThumbprintCompleter : WordCompleter
{
    private protected override IEnumerable<Word> Words(CompletionRequest request)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        return store.Certificates.Where(certificate => certificate.HasPrivateKey)
            .Select(certificate => new Word(certificate.Thumbprint, $"{certificate.Subject}, until {certificate.NotAfter:d}") { Label = $"{certificate.Subject} {certificate.Thumbprint}" })
            .ToList();
    }
}
