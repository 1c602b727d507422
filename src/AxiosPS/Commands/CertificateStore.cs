using System.Security.Cryptography.X509Certificates;

namespace AxiosPS.Commands;

/// <summary>The certificates of the current user.</summary>
internal static class CertificateStore
{
    public static X509Certificate2 Find(string thumbprint)
    {
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        store.Open(OpenFlags.ReadOnly);
        var plain = thumbprint.Replace(" ", "", StringComparison.Ordinal);
        return store.Certificates.Find(X509FindType.FindByThumbprint, plain, validOnly: false) is [var found, ..]
            ? found
            : throw new ArgumentException($"There is no certificate with the thumbprint '{thumbprint}' in the personal store of the current user.");
    }
}
