using System.Security.Cryptography;

namespace AxiosPS;

/// <summary>
/// What a file must hash to: <c>sha256:</c>, <c>sha384:</c>, <c>sha512:</c>, and for old check sums <c>sha1:</c> or <c>md5:</c>,
/// with hex or base64 digits behind it. 64 hex digits alone are SHA-256.
/// </summary>
internal sealed class FileHash
{
    private static readonly Dictionary<string, (HashAlgorithmName Algorithm, int Size)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sha256"] = (HashAlgorithmName.SHA256, 32),
        ["sha384"] = (HashAlgorithmName.SHA384, 48),
        ["sha512"] = (HashAlgorithmName.SHA512, 64),
        ["sha1"] = (HashAlgorithmName.SHA1, 20),
        ["md5"] = (HashAlgorithmName.MD5, 16),
    };

    private readonly HashAlgorithmName algorithm;
    private readonly byte[] expected;

    private FileHash(HashAlgorithmName algorithm, byte[] expected) => (this.algorithm, this.expected) = (algorithm, expected);

    /// <summary>What stands before the colon.</summary>
    public static IReadOnlyCollection<string> Kinds => Known.Keys;

    /// <exception cref="ArgumentException">It is no hash.</exception>
    public static FileHash Parse(string text)
    {
        var trimmed = text.Trim();
        var at = trimmed.IndexOf(':', StringComparison.Ordinal);
        at = at < 0 ? trimmed.IndexOf('-', StringComparison.Ordinal) : at; // as the integrity attribute of HTML has it
        var (name, digits) = at < 0 ? ("sha256", trimmed) : (trimmed[..at], trimmed[(at + 1)..].Trim());
        if (!Known.TryGetValue(name.Replace("-", "", StringComparison.Ordinal), out var known))
        {
            throw new ArgumentException($"The hash '{text}' is of the kind '{name}', which is unknown here. Known are {string.Join(", ", Known.Keys)}, as in 'sha256:9f86d0…'.");
        }

        return Digest(digits, known.Size) is { } digest
            ? new(known.Algorithm, digest)
            : throw new ArgumentException($"The hash '{text}' is no {name} hash: that has {known.Size * 2} hex digits, or {(known.Size + 2) / 3 * 4} characters of base64.");
    }

    public IncrementalHash Start() => IncrementalHash.CreateHash(algorithm);

    /// <exception cref="AxiosFileException">It is another one.</exception>
    public void Check(IncrementalHash hash, string path)
    {
        var actual = hash.GetHashAndReset();
        if (!actual.AsSpan().SequenceEqual(expected))
        {
            var (wanted, got) = (Convert.ToHexString(expected).ToLowerInvariant(), Convert.ToHexString(actual).ToLowerInvariant());
            throw new AxiosFileException($"What arrived for '{path}' has the {algorithm.Name} hash {got} and should have {wanted}. It was deleted.", path, FileFailure.Hash);
        }
    }

    private static byte[]? Digest(string digits, int size)
    {
        try
        {
            var digest = digits.Length == size * 2 ? Convert.FromHexString(digits) : Convert.FromBase64String(digits);
            return digest.Length == size ? digest : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
