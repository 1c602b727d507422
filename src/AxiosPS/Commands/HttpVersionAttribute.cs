using System.Globalization;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Takes 2, 2.0 and '2' alike, and no version of HTTP that does not exist.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpVersionAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var text = inputData is null ? "" : Convert.ToString(ModuleLifetime.Unwrap(inputData), CultureInfo.InvariantCulture) ?? "";
        return text switch
        {
            "1" or "1.0" => System.Net.HttpVersion.Version10,
            "1.1" => System.Net.HttpVersion.Version11,
            "2" or "2.0" => System.Net.HttpVersion.Version20,
            "3" or "3.0" => System.Net.HttpVersion.Version30,
            _ => throw new ArgumentTransformationMetadataException($"'{text}' is no version of HTTP. There are 1.0, 1.1, 2.0 and 3.0."),
        };
    }
}
