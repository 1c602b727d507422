using System.Net;
using System.Security;

namespace AxiosPS.Plugin.RedisCache.Tests;

internal static class Text
{
    public static SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;
}
