using System.Security.Cryptography;
using System.Text;

namespace AxiosPS;

/// <summary>Who asks, as a digest.</summary>
public sealed partial class RequestContext
{
    private static readonly byte[] OwnKey = RandomNumberGenerator.GetBytes(32);

    /// <summary>
    /// A digest of every secret header of the call, of the credentials for challenges and for a proxy, of the client certificate, and of the cookies that
    /// it may send, here or where a redirect leads; the same for the same credentials within this process and empty without any. A key
    /// under which a response is shared must contain it.
    /// </summary>
    public string CredentialFingerprint => FingerprintOf(Config);

    /// <summary>What answers may change of it: the cookies.</summary>
    internal string CookieFingerprint => Digest(AppendCookies(new(), Config), OwnKey);

    /// <summary>The same of a config that is not the call's own: of an attempt, whose interceptors may have changed it.</summary>
    /// <param name="config">The config.</param>
    /// <param name="key">What processes share for whom the same credentials are to have the same digest. Default: none has this one's.</param>
    internal string FingerprintOf(RequestConfig config, byte[]? key = null) => Digest(AppendCookies(SecretsOf(config), config), key ?? OwnKey);

    /// <summary>The same without the cookies.</summary>
    internal static string LastingFingerprintOf(RequestConfig config) => Digest(SecretsOf(config), OwnKey);

    private static StringBuilder SecretsOf(RequestConfig config)
    {
        var secrets = new StringBuilder();
        foreach (var field in config.Headers.Fields)
        {
            if (config.Headers.IsSecret(field))
            {
                secrets.Append(field.Name.ToLowerInvariant()).Append('\0').AppendJoin('\0', HeaderCollection.Values(field)).Append('\n');
            }
        }

        secrets.Append(config.Connection?.Identity);

        // By the time of its answer such a call may be somebody else's than one that has brought the same credentials itself.
        return config.IsRenewable ? secrets.Append("\0renewable") : secrets;
    }

    private StringBuilder AppendCookies(StringBuilder text, RequestConfig config)
    {
        if (config.Cookies is { } jar && jar != Client.Cookies)
        {
            text.Append("\0jar ").Append(ObjectNumbers.Of(jar)); // what it will hold when a redirect comes is its own
        }

        CookieJar.AppendTo(text, config.Cookies ?? Client.Cookies);
        return text;
    }

    private static string Digest(StringBuilder secrets, byte[] key) =>
        secrets.Length == 0 ? "" : Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(secrets.ToString())));
}
