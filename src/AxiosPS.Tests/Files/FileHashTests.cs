using System.Security.Cryptography;

namespace AxiosPS.Tests.Files;

/// <summary>What a file must hash to.</summary>
public sealed class FileHashTests
{
    private static readonly byte[] Content = "content"u8.ToArray();

    public static TheoryData<string> Right => new()
    {
        "sha256:" + Convert.ToHexString(SHA256.HashData(Content)),
        "SHA256: " + Convert.ToHexString(SHA256.HashData(Content)).ToLowerInvariant() + "\n",
        Convert.ToHexString(SHA256.HashData(Content)),
        "sha-256:" + Convert.ToBase64String(SHA256.HashData(Content)),
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Content)),
        "sha384:" + Convert.ToBase64String(SHA384.HashData(Content)),
        "sha512:" + Convert.ToHexString(SHA512.HashData(Content)),
        "sha1:040f06fd774092478d450774f5ba30c5da78acc8",
        "md5:9a0364b9e99bb480dd25e1f0284c8555",
    };

    [Theory]
    [MemberData(nameof(Right))]
    public void Each_spelling_of_the_right_one_fits_that_content_and_no_other(string text)
    {
        var expected = FileHash.Parse(text);
        using var hash = expected.Start();
        hash.AppendData(Content);
        expected.Check(hash, "x");

        hash.AppendData("other"u8);
        var error = Assert.Throws<AxiosFileException>(() => expected.Check(hash, "file.bin"));
        Assert.Equal((FileFailure.Hash, "file.bin"), (error.Failure, error.Path));
        Assert.Contains("file.bin", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "sha256")]
    [InlineData("sha256:", "64 hex digits")]
    [InlineData("sha256:abc", "64 hex digits")]
    [InlineData("sha512:9a0364b9e99bb480dd25e1f0284c8555", "128 hex digits")]
    [InlineData("sha256:zz0364b9e99bb480dd25e1f0284c85559a0364b9e99bb480dd25e1f0284c8555", "64 hex digits")]
    [InlineData("crc32:12345678", "sha256, sha384, sha512")]
    [InlineData("9a0364b9e99bb480dd25e1f0284c8555", "64 hex digits")]
    public void What_is_no_hash_is_refused_with_what_one_looks_like(string text, string remedy)
    {
        var error = Assert.Throws<ArgumentException>(() => FileHash.Parse(text));

        Assert.Contains(remedy, error.Message, StringComparison.Ordinal);
    }
}
