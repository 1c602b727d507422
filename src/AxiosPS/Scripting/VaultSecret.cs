using System.Collections;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>A secret of a SecretManagement vault as a token; it is read where a call waits for it, for a vault may ask its user to unlock it.</summary>
internal static class VaultSecret
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    private const string Text = $$"""
        param($request, $secret)
        {{Module}}\Get-Secret @secret -ErrorAction Stop
        """;

    /// <exception cref="InvalidOperationException">The module is not installed.</exception>
    public static ScriptTokenProvider Provider(PSCmdlet cmdlet, string name, string? vault)
    {
        if (cmdlet.InvokeCommand.GetCommand($@"{Module}\Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function) is null)
        {
            throw new InvalidOperationException($"-SecretName needs the module {Module}, which is not installed. Install it, and a vault: Install-PSResource {Module}, Microsoft.PowerShell.SecretStore");
        }

        var secret = new Hashtable { ["Name"] = name };
        if (vault is not null)
        {
            secret["Vault"] = vault;
        }

        return new(new(ScriptLanguage.OnBehalf(Text)), secret);
    }
}
