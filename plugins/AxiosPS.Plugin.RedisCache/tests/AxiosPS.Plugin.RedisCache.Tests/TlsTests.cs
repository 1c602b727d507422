using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AxiosPS.Plugin.RedisCache.Tests;

/// <summary>TLS, with a certificate that an authority of one's own has signed.</summary>
[Collection(nameof(RedisCacheStoreTests))]
public sealed class TlsTests : IDisposable
{
    private static readonly string Key = new('A', 64);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("axiosps-redis-");

    public void Dispose() => folder.Delete(recursive: true);

    [RedisFact]
    public async Task The_certificate_is_checked_and_an_authority_of_one_s_own_can_be_named()
    {
        var authority = WriteCertificates();
        var port = RedisServer.FreePort();
        using var server = new RedisServer("--tls-port", $"{port}", "--tls-auth-clients", "no", "--tls-cert-file", Path("server.pem"), "--tls-key-file", Path("server.key"), "--tls-ca-cert-file", authority);
        using var trusting = new RedisCacheStore(new() { Configuration = $"127.0.0.1:{port}", Tls = true, TrustedIssuer = authority });
        using var doubting = new RedisCacheStore(new() { Configuration = $"rediss://127.0.0.1:{port}" });

        await trusting.SetAsync(Key, [1], DateTimeOffset.UtcNow.AddHours(1));

        Assert.Equal([1], await trusting.GetAsync(Key));
        await Assert.ThrowsAsync<IOException>(async () => await doubting.GetAsync(Key));
    }

    private string WriteCertificates()
    {
        var (now, later) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var authorityKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var authority = request.CreateSelfSigned(now, later);

        using var serverKey = RSA.Create(2048);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request = new("CN=redis.test", serverKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, now, later, [1, 2, 3]);

        File.WriteAllText(Path("ca.pem"), authority.ExportCertificatePem());
        File.WriteAllText(Path("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path("server.key"), serverKey.ExportPkcs8PrivateKeyPem());
        return Path("ca.pem");
    }

    private string Path(string name) => System.IO.Path.Combine(folder.FullName, name);
}
