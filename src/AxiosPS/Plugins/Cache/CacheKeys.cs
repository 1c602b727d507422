using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AxiosPS.Plugins;

/// <summary>
/// What must be equal for an answer to serve two calls: who asks, for what, with which headers and over which connection, and the settings
/// that decide what an address gives and what is allowed on the way there. As a digest, for there are secrets in it.
/// </summary>
/// <param name="ignored">Headers that may differ.</param>
/// <param name="fingerprintKey">With what credentials are digested; null for what this process alone has.</param>
internal sealed class CacheKeys(IEnumerable<string> ignored, byte[]? fingerprintKey)
{
    // They speak to the cache; by what they say an answer is judged, and not found.
    private static readonly string[] ForCaches = ["Cache-Control", "Pragma"];

    private readonly ComparedHeaders compared = new(ForCaches.Concat(ignored));

    /// <summary>Whether a call can be answered from a cache at all, and its answer be stored.</summary>
    public static bool IsFor(RequestContext context) =>
        context.Method is "GET" or "HEAD"
        && context.Content is null
        && context.Config is { Stream: not true, OutFile: null }
        && !Reuse.PassesBy(context.Headers);

    /// <summary>The key of a call.</summary>
    public string Of(RequestContext context) => Digest(context.Method, context, context.Config);

    /// <summary>The key of what was sent in the end: hooks further in may have made another request of it.</summary>
    public string OfSent(RequestContext context) =>
        context.Sent is not { } sent ? Of(context)
        : context.Resolve(sent) is var own && own == context.Resolve(context.Config) ? Digest(Methods.Normalize(sent.Method), context, sent)
        : "";

    /// <summary>The key of what an address is at.</summary>
    public static string OfGeneration(Uri uri) => Digest($"generation\n{Written(uri)}");

    private static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Written(Uri uri) => uri.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped);

    private string Digest(string method, RequestContext context, RequestConfig config)
    {
        var text = new StringBuilder()
            .AppendJoin('\n', method, Written(context.Uri), context.FingerprintOf(config, fingerprintKey))
            .Append(CultureInfo.InvariantCulture, $"\n{config.MaxRedirects} {config.AllowInsecureRedirect} {config.AllowUnencryptedAuthentication} {config.MaxResponseBytes} {config.Decompress}\n");
        Append(text, config.Connection);
        text.Append('\n').Append(compared.Of(config.Headers));
        return Digest(text.ToString());
    }

    // What tells who asks is in the fingerprint of the credentials.
    private static void Append(StringBuilder text, ConnectionOptions? connection)
    {
        if (connection is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"{connection.Proxy} {connection.NoProxy} {connection.SkipCertificateCheck} {connection.SslProtocol} ")
                .Append(CultureInfo.InvariantCulture, $"{connection.HttpVersion} {connection.HttpVersionPolicy} {connection.MaxHeaderBytes} {connection.UnixSocket}\n")
                .AppendJoin(',', connection.ProxyBypass ?? []).Append('\n')
                .AppendJoin(',', connection.RootCertificates?.Select(c => c.GetCertHashString(HashAlgorithmName.SHA256)) ?? []);
        }
    }
}
