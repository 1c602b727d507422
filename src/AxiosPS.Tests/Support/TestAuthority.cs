using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AxiosPS.Tests.Support;

/// <summary>A root that this machine does not trust, and the certificates that it signs.</summary>
public sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 root;

    public TestAuthority(string name = "CN=AxiosPS tests")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(10));
        Root = new(root.RawData);
    }

    /// <summary>The root, without its key.</summary>
    public X509Certificate2 Root { get; }

    public string Pem => Root.ExportCertificatePem();

    public string KeyPem => root.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    /// <summary>A certificate for a server of this name and 127.0.0.1 (unless another name is given), or for a client.</summary>
    public X509Certificate2 Sign(string name = "localhost", int validToDay = 5)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        var end = DateTimeOffset.UtcNow.AddDays(validToDay);
        using var signed = request.Create(root, end.AddDays(-5), end, RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);
        return new(whole.Export(X509ContentType.Pfx));
    }

    public void Dispose()
    {
        root.Dispose();
        Root.Dispose();
    }
}
