using System.Collections.Specialized;
using System.Net;
using System.Security;

namespace AxiosPS;

/// <summary>A curl command as the parameters of Invoke-AxiosRequest: method, who asks, where the answer goes.</summary>
internal sealed partial class CurlConversion
{
    private readonly CurlArguments curl;
    private readonly OrderedDictionary headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly OrderedDictionary parameters = [];
    private readonly CurlAddress address;
    private readonly CurlBody body;

    private CurlConversion(CurlArguments curl)
    {
        this.curl = curl;
        body = new(curl);
        address = new(curl, body);
    }

    /// <summary>The parameters in the order in which they are written: texts, numbers, lists and dictionaries; secrets as SecureString or NetworkCredential. A Credential that is a SecureString is an API key in the place of a user, without a password.</summary>
    /// <param name="text">The command line.</param>
    /// <param name="shell">The shell that it is written for; null to find out.</param>
    /// <param name="warnings">What could not be taken over, as sentences.</param>
    /// <exception cref="ArgumentException">It is no curl command, or one that cannot be a request.</exception>
    public static OrderedDictionary Convert(string text, CurlShell? shell, out IReadOnlyList<string> warnings)
    {
        var conversion = new CurlConversion(CurlArguments.Read(text, shell));
        conversion.Run();
        warnings = conversion.curl.Warnings;
        return conversion.parameters;
    }

    private void Run()
    {
        Set("Uri", address.Uri);
        Set("Query", address.Query);
        var method = curl.Value("request") ?? (curl.Has("head") ? "HEAD" : curl.Has("get") ? "GET" : body.Method);
        Set("Method", method == (body.Parameter is null ? "GET" : "POST") ? null : method);
        ReadHeaders();
        ReadCookies();
        ReadUser();
        if (headers.Count > 0)
        {
            parameters["Headers"] = headers;
        }

        if (body.Parameter is not null)
        {
            parameters[body.Parameter] = body.Value;
            Set("ContentType", body.ContentType);
        }

        CurlConnection.Read(curl, parameters, (parameters["Method"] as string ?? (body.Parameter is null ? "GET" : "POST")).ToUpperInvariant());
        CurlTarget.Read(curl, parameters, address.Uri);
        WarnOfPlainHttp();
    }

    private void ReadUser()
    {
        if (curl.Value("oauth2-bearer") is { Length: > 0 } token)
        {
            parameters["Token"] = Secrets.Secure(token);
        }

        if ((curl.Value("user") ?? address.UserInfo) is not { } user || headers.Contains("Authorization") || parameters.Contains("Token"))
        {
            return;
        }

        var isChallenged = curl.Has("digest") || curl.Has("ntlm") || curl.Has("negotiate") || curl.Has("anyauth");
        var (name, password) = CurlUser.Split(user);
        if (name.Length == 0 && isChallenged)
        {
            parameters["UseDefaultCredentials"] = true;
            return;
        }

        if (password is null)
        {
            curl.Warn($"The command has no password for '{HttpTokens.Visible(name)}', for which curl asks. Put it in: Credential = Get-Credential {HttpTokens.Visible(name)}.");
        }

        if (!isChallenged && name.Length == 0)
        {
            headers["Authorization"] = Secrets.Secure($"Basic {Plugins.BasicCredentials.Encode(user)}"); // no credential is without a name
            return;
        }

        Set("Authentication", isChallenged ? null : "Basic");
        parameters["Credential"] = !isChallenged && password is "" ? Secrets.Secure(name) : new NetworkCredential(name, password ?? "");
    }

    private void WarnOfPlainHttp()
    {
        var isSecret = parameters.Contains("Token") || parameters.Contains("Credential") || parameters.Contains("Query") || headers.Values.Cast<object?>().Any(v => v is SecureString);
        if (isSecret && Uri.TryCreate(address.Uri, UriKind.Absolute, out var uri) && uri.Scheme == "http" && !uri.IsLoopback && !parameters.Contains("UnixSocket"))
        {
            curl.Warn("The request has secrets and goes over plain http, which is refused unless -AllowUnencryptedAuthentication is given. Use https if the server has it.");
        }
    }

    private void Set(string name, object? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }
}
