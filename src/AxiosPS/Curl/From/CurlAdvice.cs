namespace AxiosPS;

/// <summary>What to do in the place of an option that has no like.</summary>
internal static class CurlAdvice
{
    /// <summary>A sentence behind a blank, or nothing.</summary>
    public static string For(string option) => option switch
    {
        "connect-timeout" => " It belongs to a client: New-AxiosClient -ConnectTimeoutSec.",
        "cookie-jar" => " A client keeps its cookies from call to call; -SessionVariable gives them.",
        "dump-header" => " The headers are those of the response.",
        "key" or "capath" => " Give -Certificate or -RootCertificate.",
        "netrc" or "netrc-file" or "netrc-optional" => " Give -Credential, with -Authentication Basic.",
        "location-trusted" => " Redirects are followed as RFC 9110 says, and secrets stay with their origin.",
        "aws-sigv4" => " The request is not signed.",
        "retry-max-time" => " -TimeoutSec limits all attempts together.",
        "retry-all-errors" => " -RetryOn says what is tried again.",
        "proxy-insecure" => " -SkipCertificateCheck counts for proxies too.",
        "resolve" or "connect-to" => " Give the address in the Uri, and the name as the header Host.",
        "preproxy" => " There is one proxy: -Proxy.",
        "etag-compare" => " Give the tag as the header If-None-Match.",
        "path-as-is" => " The dots in a path are taken out: of /a/../b, /b is asked for.",
        "hsts" => " The scheme of the address is as the command has it.",
        "time-cond" => " Give the time as the header If-Modified-Since.",
        _ => "",
    };
}
