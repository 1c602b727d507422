using System.Management.Automation;
using System.Net;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Takes a plain string where a SecureString is wanted, for those who insist.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecureTextAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is not null && ModuleLifetime.Unwrap(inputData) is string text ? new NetworkCredential("", text).SecurePassword : inputData!;
}
