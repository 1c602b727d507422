using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Says how fields are written to who gives them as a text. PowerShell's own error would repeat it, with what is secret in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FieldTableAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null || ModuleLifetime.Unwrap(inputData) is not string text)
        {
            return inputData!;
        }

        var name = text.Split([':', '='], 2)[0].Trim();
        throw new ArgumentTransformationMetadataException($"It is a hashtable, and not a text. Write @{{ '{(name.Length is > 0 and <= 40 ? HttpTokens.Visible(name) : "Name")}' = '…' }}.");
    }
}
