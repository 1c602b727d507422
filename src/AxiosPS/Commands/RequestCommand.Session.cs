using System.Management.Automation;
using System.Net;

namespace AxiosPS.Commands;

/// <summary>A session to go on with.</summary>
public abstract partial class RequestCommand
{
    private Scripting.WebSession? session;
    private CookieContainer? cookies;

    /// <summary>
    /// The name of a variable that gets a WebRequestSession for Invoke-RestMethod or another call. It shares the cookies of
    /// the client, or without -Client has new ones of its own.
    /// </summary>
    [Parameter]
    [Alias("SV")]
    [ValidateNotNullOrEmpty]
    public string? SessionVariable { get; set; }

    // Set before the call, as Invoke-RestMethod does it: a call that fails has cookies too.
    private void BeginSession(RequestConfig config)
    {
        if (SessionVariable is null)
        {
            if (Client is null)
            {
                config.Cookies ??= new(); // what one script is given, another's calls must not send
            }

            return;
        }

        if (WebSession is not null)
        {
            throw new ArgumentException("-SessionVariable makes a session, and -WebSession gives one. Leave one of them out.");
        }

        cookies ??= Client?.Cookies ?? new();
        session ??= Scripting.WebSession.New(cookies);
        session.TakeOver(config);
        SessionState.PSVariable.Set(SessionVariable, session.Value);
        config.Cookies = cookies;
    }
}
