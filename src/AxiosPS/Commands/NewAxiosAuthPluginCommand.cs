using System.Collections;
using System.Management.Automation;
using System.Security;
using AxiosPS.Plugins;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Makes the AuthPlugin: it says who asks, and renews a token that has expired.</summary>
[Cmdlet(VerbsCommon.New, "AxiosAuthPlugin", DefaultParameterSetName = nameof(TokenProvider))]
[OutputType(typeof(AuthPlugin))]
public sealed class NewAxiosAuthPluginCommand : PSCmdlet
{
    private const string OAuth = "ClientCredentials";
    private const string Discovery = "Authority";

    private static readonly string[] Confidential = [nameof(Token), nameof(ApiKey), nameof(Credential), nameof(ClientSecret), nameof(TokenParameter)];

    /// <summary>Puts out a token: a text, a SecureString, a PSCredential, or an object with Token (or access_token) and ExpiresAt (a date) or ExpiresIn (seconds). $_.IsRefused says whether the last one was refused.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(TokenProvider))]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ScriptCompleter))]
    public ITokenProvider? TokenProvider { get; set; }

    /// <summary>The token that is always sent, best as a SecureString; of a PSCredential it is the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Token))]
    [TokenText]
    [ValidateNotNull]
    public SecureString? Token { get; set; }

    /// <summary>Send user and password (RFC 7617). -Credential alone says so too.</summary>
    [Parameter(ParameterSetName = nameof(Basic))]
    public SwitchParameter Basic { get; set; }

    /// <summary>User and password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Basic))]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>The API key, best as a SecureString; of a PSCredential it is the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(ApiKey))]
    [TokenText]
    [ValidateNotNull]
    public SecureString? ApiKey { get; set; }

    /// <summary>The name of a secret in a SecretManagement vault.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(SecretName))]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault. Default: the one that SecretManagement takes.</summary>
    [Parameter(ParameterSetName = nameof(SecretName))]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>The name of this client at the authorization server (OAuth 2 client credentials).</summary>
    [Parameter(Mandatory = true, ParameterSetName = OAuth)]
    [Parameter(Mandatory = true, ParameterSetName = Discovery)]
    [ValidateNotNullOrEmpty]
    public string? ClientId { get; set; }

    /// <summary>Its secret there, best as a SecureString; of a PSCredential it is the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OAuth)]
    [Parameter(Mandatory = true, ParameterSetName = Discovery)]
    [TokenText]
    [ValidateNotNull]
    public SecureString? ClientSecret { get; set; }

    /// <summary>The address that gives the tokens.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OAuth)]
    [ValidateNotNull]
    public Uri? TokenUri { get; set; }

    /// <summary>The authorization server, whose metadata name the address that gives the tokens.</summary>
    [Parameter(Mandatory = true, ParameterSetName = Discovery)]
    [ValidateNotNull]
    public Uri? Authority { get; set; }

    /// <summary>What the token is to allow.</summary>
    [Parameter(ParameterSetName = OAuth)]
    [Parameter(ParameterSetName = Discovery)]
    [ValidateNotNull]
    public string[] Scope { get; set; } = [];

    /// <summary>Whom the token is for, where the authorization server wants that as 'audience'.</summary>
    [Parameter(ParameterSetName = OAuth)]
    [Parameter(ParameterSetName = Discovery)]
    [ValidateNotNullOrEmpty]
    public string? Audience { get; set; }

    /// <summary>Whom the token is for, where the authorization server wants that as 'resource' (RFC 8707).</summary>
    [Parameter(ParameterSetName = OAuth)]
    [Parameter(ParameterSetName = Discovery)]
    [ValidateNotNullOrEmpty]
    public string? Resource { get; set; }

    /// <summary>More parameters for the authorization server.</summary>
    [Parameter(ParameterSetName = OAuth)]
    [Parameter(ParameterSetName = Discovery)]
    [ValidateNotNull]
    public IDictionary TokenParameter { get; set; } = new Hashtable();

    /// <summary>Send id and secret in the form, and not in a header.</summary>
    [Parameter(ParameterSetName = OAuth)]
    [Parameter(ParameterSetName = Discovery)]
    public SwitchParameter SecretInBody { get; set; }

    /// <summary>What stands before the token in the Authorization header. Default Bearer.</summary>
    [Parameter(ParameterSetName = nameof(TokenProvider))]
    [Parameter(ParameterSetName = nameof(Token))]
    [Parameter(ParameterSetName = nameof(SecretName))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SchemeCompleter))]
    public string Scheme { get; set; } = "Bearer";

    /// <summary>Another header for the token or key, without a scheme. Default: Authorization, for -ApiKey X-Api-Key.</summary>
    [Parameter(ParameterSetName = nameof(TokenProvider))]
    [Parameter(ParameterSetName = nameof(Token))]
    [Parameter(ParameterSetName = nameof(ApiKey))]
    [Parameter(ParameterSetName = nameof(SecretName))]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(HeaderNameCompleter))]
    public string? Header { get; set; }

    /// <summary>A query parameter for the token or key, in place of a header.</summary>
    [Parameter(ParameterSetName = nameof(TokenProvider))]
    [Parameter(ParameterSetName = nameof(Token))]
    [Parameter(ParameterSetName = nameof(ApiKey))]
    [Parameter(ParameterSetName = nameof(SecretName))]
    [ValidateNotNullOrEmpty]
    public string? QueryName { get; set; }

    /// <summary>How many seconds before its expiry a token is renewed, at most half of its lifetime. Default 60.</summary>
    [Parameter(ParameterSetName = nameof(TokenProvider))]
    [Parameter(ParameterSetName = nameof(SecretName))]
    [Parameter(ParameterSetName = OAuth)]
    [Parameter(ParameterSetName = Discovery)]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double ClockSkewSec { get; set; } = 60;

    /// <summary>How many seconds it may take to get a token; a script is not interrupted. Default 30; 0 means no limit.</summary>
    [Parameter(ParameterSetName = nameof(TokenProvider))]
    [Parameter(ParameterSetName = OAuth)]
    [Parameter(ParameterSetName = Discovery)]
    [ValidateRange(0, RequestOptionsCommand.LongestSeconds)]
    [Seconds]
    public double RefreshTimeoutSec { get; set; } = 30;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            var plugin = Make();
            Mask();
            WriteObject(plugin);
        }
        catch (Exception e) when (ErrorRecords.IsExpected(e))
        {
            Mask();
            ThrowTerminatingError(ErrorRecords.From(e, null));
        }
    }

    private AuthPlugin Make() => ParameterSetName switch
    {
        nameof(Token) => new(new AuthToken(Token!), Options(Header)),
        nameof(Basic) => AuthPlugin.Basic(Credential!.UserName, Credential.Password),
        nameof(ApiKey) => new(new AuthToken(ApiKey!), Options(Header ?? (QueryName is null ? "X-Api-Key" : null))),
        nameof(SecretName) => new(VaultSecret.Provider(this, SecretName!, Vault), Options(Header)),
        nameof(TokenProvider) => new(ScriptTokenProvider.Checked(TokenProvider!), Options(Header)),
        _ => new(Credentials(), Options(null)),
    };

    private AuthOptions Options(string? header) => new()
    {
        Scheme = Scheme,
        Header = header,
        QueryName = QueryName,
        ClockSkew = TimeSpan.FromSeconds(ClockSkewSec),
        RefreshTimeout = TimeSpan.FromSeconds(RefreshTimeoutSec),
    };

    private ClientCredentials Credentials() => new(ClientId!, ClientSecret!)
    {
        TokenUri = TokenUri,
        Authority = Authority,
        Scopes = Scope,
        Audience = Audience,
        Resource = Resource,
        Parameters = new(TokenParameter),
        SecretInBody = SecretInBody,
    };

    // Records lead to the parameters of their command, and from there into logs.
    private void Mask()
    {
        var bound = MyInvocation.BoundParameters;
        foreach (var name in Confidential)
        {
            if (bound.ContainsKey(name))
            {
                bound[name] = Secrets.Mask;
            }
        }
    }
}
