using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>The session of PowerShell's own web cmdlets.</summary>
public abstract partial class RequestOptionsCommand
{
    /// <summary>
    /// A WebRequestSession, as Invoke-RestMethod -SessionVariable makes one. Its cookies are shared; its headers, user agent,
    /// credentials, certificate, proxy, redirects and retries count where no parameter says otherwise.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(WebSessionCompleter))]
    public object? WebSession { get; set; }

    /// <summary>After all else: what proxy it has is asked for the address.</summary>
    private protected void ApplySession(RequestConfig config, bool withoutSecrets = false)
    {
        if (WebSession is not null)
        {
            Scripting.WebSession.Of(WebSession).ApplyTo(config, withoutSecrets);
        }
    }
}
