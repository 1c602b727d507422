using System.Management.Automation;
using System.Net;
using System.Security;
using AxiosPS.Plugins;

namespace AxiosPS.Commands;

/// <summary>The parameters that say who asks.</summary>
public abstract partial class RequestOptionsCommand
{
    /// <summary>How to say who asks: Basic with -Credential, Bearer (or OAuth, the same) with -Token. Default: Bearer where there is a -Token, else None.</summary>
    [Parameter]
    public AuthenticationScheme Authentication { get; set; }

    /// <summary>User and password: for Basic, else the answer to a server's challenge.</summary>
    [Parameter]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Answer a server's challenge as the current user.</summary>
    [Parameter]
    public SwitchParameter UseDefaultCredentials { get; set; }

    /// <summary>The token for Bearer, best as a SecureString.</summary>
    [Parameter]
    [SecureText]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>More headers to mask in output and to keep from other origins.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(HeaderNameCompleter))]
    public string[] SecretHeader { get; set; } = [];

    /// <summary>Let secrets go over plain http to another machine, where anybody on the way may read them.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    private void ApplyAuthentication(RequestConfig config)
    {
        foreach (var name in SecretHeader)
        {
            config.Headers.MarkSecret(name);
        }

        config.AllowUnencryptedAuthentication = Has(nameof(AllowUnencryptedAuthentication)) ? AllowUnencryptedAuthentication : null;
        if (Authorization() is { } value)
        {
            if (Headers is not null && config.Headers.Contains("Authorization"))
            {
                throw new ArgumentException("The Authorization header is given twice, by -Headers and by -Authentication. Leave one of them out.");
            }

            config.Headers["Authorization"] = value;
        }
    }

    private string? Authorization()
    {
        if (Credential is not null && UseDefaultCredentials)
        {
            throw new ArgumentException("-Credential and -UseDefaultCredentials say two different things. Leave one of them out.");
        }

        if (Token is not null && Has(nameof(Authentication)) && Authentication is AuthenticationScheme.None or AuthenticationScheme.Basic)
        {
            throw new ArgumentException($"-Authentication {Authentication} takes no -Token. Use -Authentication Bearer, or leave one of them out.");
        }

        return Token is not null ? Bearer(Token) : Authentication switch
        {
            AuthenticationScheme.None => null,
            AuthenticationScheme.Basic when UseDefaultCredentials => throw new ArgumentException("-Authentication Basic needs -Credential: -UseDefaultCredentials has no password to send."),
            AuthenticationScheme.Basic when Credential is null => throw new ArgumentException("-Authentication Basic needs -Credential (Get-Credential asks for one)."),
            AuthenticationScheme.Basic => BasicCredentials.Header(Credential.UserName, Credential.Password),
            _ => throw new ArgumentException($"-Authentication {Authentication} needs -Token, best as a SecureString (Read-Host -AsSecureString asks for one)."),
        };
    }

    private string Bearer(SecureString token) =>
        Credential is not null || UseDefaultCredentials ? throw new ArgumentException("-Token and -Credential (or -UseDefaultCredentials) are two ways to say who asks. Leave one of them out.")
        : token.Length == 0 ? throw new ArgumentException("-Token is empty.")
        : "Bearer " + Secrets.Reveal(token);

    // As Invoke-RestMethod has it: a credential without a scheme answers what the server asks for.
    private ICredentials? ChallengeCredentials() =>
        Authentication == AuthenticationScheme.Basic ? null
        : Credential is not null ? Credential.GetNetworkCredential()
        : UseDefaultCredentials ? CredentialCache.DefaultCredentials
        : null;
}
