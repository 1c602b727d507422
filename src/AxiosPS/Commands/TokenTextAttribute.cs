using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>
/// Takes a plain string or the password of a credential where a secret is wanted as a SecureString: <c>[AxiosPS.Commands.TokenText()] [securestring] $Token</c>
/// in the function of a plugin package. Without it PowerShell repeats the plain string in its error.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class TokenTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? inputData! : ModuleLifetime.Unwrap(inputData) switch
        {
            string text => Secrets.Secure(text),
            PSCredential credential => credential.Password,
            _ => inputData,
        };
}
