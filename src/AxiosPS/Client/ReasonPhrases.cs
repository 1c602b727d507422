using System.Net;

namespace AxiosPS;

/// <summary>The usual reason of a status, for servers that give none (HTTP/2 never does).</summary>
internal static class ReasonPhrases
{
    public static string Of(int status)
    {
        if (status == 425)
        {
            return "Too Early"; // RFC 8470, which .NET's list lacks
        }

        using var message = new HttpResponseMessage((HttpStatusCode)status);
        return message.ReasonPhrase ?? "";
    }
}
