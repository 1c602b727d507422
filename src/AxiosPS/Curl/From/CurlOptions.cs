namespace AxiosPS;

/// <summary>The options of curl, up to its version 8. A name, then the letter behind a slash; those with an equals sign take a value.</summary>
internal static class CurlOptions
{
    private const string Used = """
        anyauth basic digest negotiate ntlm cacert= cert/E= compressed continue-at/C= cookie/b= data/d= data-ascii= data-binary= data-raw= data-urlencode= form/F= form-string=
        get/G head/I header/H= http1.0/0 http1.1 http2 http2-prior-knowledge http3 http3-only insecure/k json= location/L follow max-filesize= max-redirs= max-time/m= no-clobber noproxy= oauth2-bearer= post301 post302 post303 proto-redir= remote-name-all
        output/o= output-dir= proxy/x= proxy-anyauth proxy-basic proxy-digest proxy-ntlm proxy-negotiate proxy-user/U= proxy1.0= range/r= referer/e= remote-header-name/J remote-name/O request/X= retry=
        retry-delay= socks4= socks4a= socks5= socks5-hostname= speed-limit/Y= speed-time/y= tls-max= tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 unix-socket= upload-file/T= url= url-query= user/u= user-agent/A=
        """;

    private const string Passed = """
        append/a alt-svc= ca-native cert-type= compressed-ssh create-dirs create-file-mode= curves= delegation= disable/q disable-eprt disable-epsv egd-file= engine= expect100-timeout= fail/f fail-early
        fail-with-body false-start form-escape ftp-account= ftp-alternative-to-user= ftp-create-dirs ftp-method= ftp-pasv ftp-port/P= ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-ccc-mode= ftp-ssl-control
        globoff/g happy-eyeballs-timeout-ms= hostpubmd5= hostpubsha256= http0.9 ignore-content-length include/i junk-session-cookies/j keepalive-cnt= keepalive-time= key-type= krb= libcurl=
        list-only/l login-options= mail-auth= mail-from= mail-rcpt= mail-rcpt-allowfails metalink mptcp no-alpn no-buffer/N no-keepalive no-npn no-progress-meter no-sessionid parallel/Z parallel-immediate
        parallel-max= parallel-max-host= pass= progress-bar/# progress-meter proto= proto-default= proxy-ca-native proxy-cert-type= proxy-http2 proxy-key-type= proxy-pass= proxy-service-name=
        proxy-ssl-allow-beast proxy-ssl-auto-client-cert proxy-tlsv1 pubkey= quote/Q= random-file= rate= remote-time/R remove-on-error retry-connrefused sasl-authzid= sasl-ir service-name=
        show-error/S show-headers silent/s skip-existing socks5-basic ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort stderr= styled-output suppress-connect-headers
        tcp-fastopen tcp-nodelay telnet-option/t= tftp-blksize= tftp-no-options tlsv1/1 trace= trace-ascii= trace-config= trace-ids trace-time upload-flags= verbose/v write-out/w= xattr
        """;

    private const string Lost = """
        abstract-unix-socket= aws-sigv4= capath= cert-status ciphers= connect-timeout= connect-to= cookie-jar/c= crlf crlfile= disallow-username-in-url dns-interface= dns-ipv4-addr= dns-ipv6-addr=
        dns-servers= doh-cert-status doh-insecure doh-url= dump-header/D= ech= etag-compare= etag-save= haproxy-protocol haproxy-clientip= hsts= interface= ip-tos= ipv4/4 ipv6/6 key= limit-rate= local-port=
        location-trusted netrc/n netrc-file= netrc-optional ntlm-wb pinnedpubkey= path-as-is preproxy= proxy-cacert= proxy-capath= proxy-cert= proxy-ciphers= proxy-crlfile= proxy-header=
        proxy-insecure proxy-key= proxy-pinnedpubkey= proxy-tls13-ciphers= proxy-tlsauthtype= proxy-tlspassword= proxy-tlsuser= proxytunnel/p raw request-target= resolve= retry-all-errors retry-max-time=
        sigalgs= socks5-gssapi socks5-gssapi-nec socks5-gssapi-service= sslv2/2 sslv3/3 time-cond/z= tls13-ciphers= tls-earlydata tlsauthtype= tlspassword= tlsuser= tr-encoding use-ascii/B vlan-priority=
        """;

    private const string Refused = "config/K= expand-data= expand-header= expand-url= help/h manual/M next/: variable= version/V";

    private static readonly CurlOption[] All =
    [
        .. Read(Used, CurlOptionKind.Used), .. Read(Passed, CurlOptionKind.Passed), .. Read(Lost, CurlOptionKind.Lost), .. Read(Refused, CurlOptionKind.Refused),
    ];

    /// <summary>By its long name, or as much of it as names one alone.</summary>
    /// <returns>The option, and whether it is switched off (<c>--no-…</c>); null for one that is not known.</returns>
    public static (CurlOption Option, bool IsOff)? Named(string name)
    {
        if (Array.Find(All, o => o.Name == name) is { } exact)
        {
            return (exact, false);
        }

        if (name.StartsWith("no-", StringComparison.Ordinal) && Array.Find(All, o => o.Name == name[3..] && !o.TakesValue) is { } negated)
        {
            return (negated, true);
        }

        return name.Length > 2 && Array.FindAll(All, o => o.Name.StartsWith(name, StringComparison.Ordinal)) is [var only] ? (only, false) : null;
    }

    public static CurlOption? Lettered(char letter) => Array.Find(All, o => o.Short == letter);

    /// <summary>What the user may have meant by a name that is not known.</summary>
    public static string? Nearest(string name) => Known.Nearest(name, [.. All.Select(o => o.Name)]);

    private static IEnumerable<CurlOption> Read(string names, CurlOptionKind kind)
    {
        foreach (var name in names.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = name.TrimEnd('=').Split('/');
            yield return new(parts[0], parts.Length > 1 ? parts[1][0] : null, name[^1] == '=', kind);
        }
    }
}
