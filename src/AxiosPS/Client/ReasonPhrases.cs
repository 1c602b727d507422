using System.Net;

namespace AxiosPS;

/// <summary>The usual reason of a status, for servers that give none (HTTP/2 never does).</summary>
internal static class ReasonPhrases
{
    public static string Of(int status)
    {
        using var message = new HttpResponseMessage((HttpStatusCode)status);
        return message.ReasonPhrase ?? "";
    }
}
