using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Takes a <see cref="Uri"/> as it was written: PowerShell's own conversion to a string would unescape it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UriTextAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is not null && ModuleLifetime.Unwrap(inputData) is Uri uri ? uri.OriginalString : inputData!;
}
