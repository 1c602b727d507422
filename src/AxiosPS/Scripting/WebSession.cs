using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace AxiosPS.Scripting;

/// <summary>
/// A WebRequestSession of Invoke-RestMethod and Invoke-WebRequest. Its type is in an assembly that cannot be compiled against
/// here, so its properties are asked for by their names. Its cookies are shared: either side sees what the other is given.
/// </summary>
internal sealed class WebSession
{
    private const string TypeName = "Microsoft.PowerShell.Commands.WebRequestSession";

    private readonly PSObject session;

    private WebSession(PSObject session) => this.session = session;

    /// <summary>The session itself.</summary>
    public object Value => session.BaseObject;

    public static WebSession Of(object given)
    {
        var session = PSObject.AsPSObject(given);
        return IsOne(session.BaseObject) ? new(session)
            : throw new ArgumentException($"-WebSession takes a WebRequestSession, as -SessionVariable makes one, and no {session.BaseObject.GetType().Name}.");
    }

    public static bool IsOne(object value)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == TypeName)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A new one, of the type that this PowerShell has.</summary>
    public static WebSession New(CookieContainer cookies)
    {
        var type = Type.GetType($"{TypeName}, Microsoft.PowerShell.Commands.Utility", throwOnError: true)!;
        var made = new WebSession(PSObject.AsPSObject(Activator.CreateInstance(type)));
        made.Set("Cookies", cookies);
        return made;
    }

    /// <summary>What the session says counts where the config does not say otherwise.</summary>
    public void ApplyTo(RequestConfig config, bool withoutSecrets)
    {
        config.Cookies ??= Get<CookieContainer>("Cookies");
        var headers = new HeaderCollection();
        if (Get<string>("UserAgent") is { Length: > 0 } agent)
        {
            headers["User-Agent"] = agent;
        }

        headers.SetAll(Get<IDictionary>("Headers") ?? new Hashtable(), FieldScope.Hook);
        if (withoutSecrets)
        {
            headers.RemoveWhere(headers.IsSecret);
        }

        headers.Overlay(config.Headers, FieldScope.Hook);
        config.Headers = headers;
        if (Get<int>("MaximumRedirection") is >= 0 and var redirects)
        {
            config.MaxRedirects ??= redirects;
        }

        if (Get<int>("MaximumRetryCount") is > 0 and var retries)
        {
            config.MaxRetries ??= retries;
            config.RetryStrategy ??= new FixedRetryStrategy(TimeSpan.FromSeconds(Get<int>("RetryIntervalInSeconds")));
        }

        var connection = Connection(config);
        config.Connection = ConnectionOptions.Merged(withoutSecrets ? connection?.WithoutIdentity() : connection, config.Connection);
    }

    /// <summary>
    /// Takes over what a call says, so that Invoke-RestMethod goes on with it. A secret header stays out: a session shows what it
    /// holds, to everybody who looks at it.
    /// </summary>
    public void TakeOver(RequestConfig config)
    {
        var kept = Get<IDictionary>("Headers")!;
        foreach (var field in config.Headers.Fields)
        {
            if (field.Name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase))
            {
                Set("UserAgent", config.Headers.Get(field.Name));
            }
            else if (!config.Headers.IsSecret(field) && !IsOfOneMessage(field.Name))
            {
                kept[field.Name] = config.Headers.Get(field.Name);
            }
        }

        if (config.MaxRedirects is { } redirects)
        {
            Set("MaximumRedirection", redirects);
        }

        if (config.Connection is { } connection)
        {
            Set("Credentials", connection.Credentials);
            Set("Certificates", connection.Certificate is null ? null : new X509CertificateCollection { connection.Certificate });
            Set("Proxy", connection.Proxy is null ? null : new WebProxy(connection.Proxy) { Credentials = connection.ProxyCredentials });
        }
    }

    // How one request was sent says nothing of the next (RFC 9110, section 7.6.1).
    private static bool IsOfOneMessage(string header) =>
        header.Equals("Connection", StringComparison.OrdinalIgnoreCase) || header.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase);

    private ConnectionOptions? Connection(RequestConfig config)
    {
        var credentials = Get<ICredentials>("Credentials") ?? (Get<bool>("UseDefaultCredentials") ? CredentialCache.DefaultCredentials : null);
        var certificate = Get<X509CertificateCollection>("Certificates")?.OfType<X509Certificate2>().FirstOrDefault(c => c.HasPrivateKey);
        var proxy = Get<IWebProxy>("Proxy");
        var target = Target(config);
        return credentials is null && certificate is null && proxy is null ? null : new()
        {
            Credentials = credentials,
            Certificate = certificate,
            Proxy = proxy is null || proxy.IsBypassed(target) ? null : proxy.GetProxy(target),
            NoProxy = proxy?.IsBypassed(target) == true ? true : null,
            ProxyCredentials = proxy?.Credentials,
        };
    }

    // A proxy is asked address by address; where there is none yet, for any.
    private static Uri Target(RequestConfig config) =>
        Uri.TryCreate(config.Uri, UriKind.Absolute, out var uri) && uri.Host.Length > 0 || Uri.TryCreate(config.BaseUri, UriKind.Absolute, out uri) && uri.Host.Length > 0
            ? uri
            : new("https://any.invalid/");

    private T? Get<T>(string name) => session.Properties[name]?.Value is { } value && LanguagePrimitives.TryConvertTo<T>(value, out var converted) ? converted : default;

    private void Set(string name, object? value) => session.Properties[name].Value = value;
}
