using System.Net;
using System.Text;

namespace AxiosPS;

/// <summary>A request as it is recorded and compared.</summary>
/// <param name="Method">The method.</param>
/// <param name="Uri">The absolute address.</param>
/// <param name="Headers">The headers; nobody changes them.</param>
/// <param name="Body">The bytes, empty for none. The boundary of a form is always the same one.</param>
internal sealed record CassetteRequest(string Method, string Uri, HeaderCollection Headers, byte[] Body)
{
    private const string Boundary = "boundary-of-the-cassette"; // a form has another one each time

    private static readonly string[] Schemes = ["Negotiate", "NTLM", "Digest", "Basic"];

    /// <summary>The texts of SecureStrings that stand in the address or in the body.</summary>
    public IReadOnlyList<string> Hidden { get; private init; } = [];

    /// <summary>As whom the connection asks: what it answers challenges with, and its certificate. A secret.</summary>
    public string Identity { get; private init; } = "";

    public string? ContentType => Headers.Get("Content-Type");

    public string Line => $"{Method} {Uri}";

    /// <summary>Reads what is to be sent, and gives it once more in a form that can still be sent.</summary>
    public static async ValueTask<(CassetteRequest Image, TransportRequest Request)> OfAsync(TransportRequest request, CancellationToken cancellationToken)
    {
        var content = request.Content;
        if (content is { IsInMemory: false })
        {
            using var read = content.ToHttpContent();
            var bytes = await read.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            request = request.With(new RequestContent(bytes, content.ContentType) { SecureTexts = content.SecureTexts, HoldsSecret = content.HoldsSecret });
        }

        return (Of(request), request);
    }

    private static CassetteRequest Of(TransportRequest request)
    {
        var headers = request.Headers.Copy();
        var body = request.Content?.Bytes.ToArray() ?? [];
        if (MediaTypes.BoundaryOf(headers.Get("Content-Type")) is { } boundary)
        {
            headers["Content-Type"] = headers.Get("Content-Type")!.Replace(boundary, Boundary, StringComparison.Ordinal);
            body = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body).Replace("--" + boundary, "--" + Boundary, StringComparison.Ordinal));
        }

        var hidden = (request.Content?.SecureTexts ?? []).Select(Secrets.Reveal).Concat(Secrets.HiddenIn(request.Uri));
        return new(request.Method, request.Uri.AbsoluteUri, headers, body)
        {
            Hidden = [.. hidden.Where(h => h.Length > 0).Distinct().OrderByDescending(h => h.Length)],
            Identity = IdentityOf(request),
        };
    }

    private static string IdentityOf(TransportRequest request)
    {
        var certificate = request.Connection?.Certificate?.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);
        var credential = request.Credentials is { } given
            ? Schemes.Select(scheme => given.GetCredential(request.Uri, scheme)).FirstOrDefault(found => found is not null)
            : null;
        return $"{certificate}{(credential is null ? "" : $"\0{Named(credential)}")}";
    }

    private static string Named(NetworkCredential credential) => ReferenceEquals(credential, CredentialCache.DefaultNetworkCredentials)
        ? $"{Environment.UserDomainName}\0{Environment.UserName}"
        : $"{credential.Domain}\0{credential.UserName}\0{credential.Password}";
}
