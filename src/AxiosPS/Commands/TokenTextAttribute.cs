using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Takes a plain string or the password of a credential where a token is wanted as a SecureString.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenTextAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? inputData! : ModuleLifetime.Unwrap(inputData) switch
        {
            string text => Secrets.Secure(text),
            PSCredential credential => credential.Password,
            _ => inputData,
        };
}
