using System.Collections;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Takes a <see cref="Uri"/> as it was written: PowerShell's own conversion to a string would unescape it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UriTextAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is null ? null : ModuleLifetime.Unwrap(inputData)) switch
    {
        Uri uri => uri.OriginalString,
        IDictionary or PSObject => throw new ArgumentTransformationMetadataException("An address is a text or a Uri. The other options of a request are given by parameters."),
        _ => inputData!,
    };
}
