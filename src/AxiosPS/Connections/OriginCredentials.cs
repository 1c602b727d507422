using System.Net;

namespace AxiosPS;

/// <summary>Answers the challenges of one origin; another one's, after a redirect for example, stay unanswered.</summary>
internal sealed class OriginCredentials(ICredentials inner, Origin origin) : ICredentials
{
    public NetworkCredential? GetCredential(Uri uri, string authType) => Origin.Of(uri) == origin ? inner.GetCredential(uri, authType) : null;
}
