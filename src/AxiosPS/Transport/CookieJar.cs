using System.Net;
using System.Text;

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

    /// <summary>Writes down all that is in a jar, in an order of its own: the same for the same cookies.</summary>
    public static void AppendTo(StringBuilder text, CookieContainer jar)
    {
        if (jar.Count > 0)
        {
            foreach (var cookie in jar.GetAllCookies().Where(c => !c.Expired).OrderBy(c => c.Domain, StringComparer.Ordinal).ThenBy(c => c.Path, StringComparer.Ordinal).ThenBy(c => c.Name, StringComparer.Ordinal))
            {
                text.Append('\0').AppendJoin('\0', cookie.Domain, cookie.Path, cookie.Name, cookie.Value);
            }
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
