using System.Net;

namespace AxiosPS;

/// <summary>Cookies by the domain rules of RFC 6265, as <see cref="CookieContainer"/> keeps them.</summary>
internal static class CookieJar
{
    /// <summary>Sets the Cookie header: what the caller gave, then what the jar has for this address.</summary>
    public static void Apply(CookieContainer jar, TransportRequest request, string? given)
    {
        if (jar.Count > 0 && jar.GetCookieHeader(request.Uri) is { Length: > 0 } kept)
        {
            request.Headers["Cookie"] = string.IsNullOrEmpty(given) ? kept : $"{given}; {kept}";
        }
    }

    public static void Store(CookieContainer jar, Uri uri, TransportResponse answer)
    {
        foreach (var cookie in answer.Headers.GetValues("Set-Cookie"))
        {
            try
            {
                jar.SetCookies(uri, cookie);
            }
            catch (CookieException)
            {
                // not a cookie, or not for this address: left out, as browsers do
            }
        }
    }
}
