using System.Management.Automation;
using System.Security.Authentication;

namespace AxiosPS.Commands;

/// <summary>Takes Default for the system's choice, as Invoke-RestMethod does: the one of .NET's is SSL 3 and TLS 1.0.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SslProtocolAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        "Default".Equals(inputData?.ToString(), StringComparison.OrdinalIgnoreCase) ? SslProtocols.None : inputData!;
}
