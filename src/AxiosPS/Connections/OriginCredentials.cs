using System.Net;

namespace AxiosPS;

/// <summary>Answers the challenges of one origin; another one's, after a redirect for example, stay unanswered.</summary>
internal sealed record OriginCredentials(ICredentials Inner, Origin Origin) : ICredentials
{
    public NetworkCredential? GetCredential(Uri uri, string authType) => AxiosPS.Origin.Of(uri) == Origin ? Inner.GetCredential(uri, authType) : null;
}
