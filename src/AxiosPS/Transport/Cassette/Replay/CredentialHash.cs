using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace AxiosPS;

/// <summary>
/// A slow digest of credentials, for a file that many may read: PBKDF2 with SHA-256 and a salt of the cassette's own. Each is computed once.
/// </summary>
internal sealed class CredentialHash(byte[] salt)
{
    private const int Iterations = 200_000;
    private const int Length = 24;
    private const int SaltLength = 16;

    private readonly ConcurrentDictionary<string, Lazy<string>> known = [];

    public byte[] Salt => salt;

    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(SaltLength);

    public string Of(string credentials) =>
        known.GetOrAdd(credentials, given => new(() => Convert.ToBase64String(Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(given), salt, Iterations, HashAlgorithmName.SHA256, Length)))).Value;
}
