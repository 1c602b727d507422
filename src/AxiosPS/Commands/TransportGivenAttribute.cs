using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Says how to make a transport of routes, to who gives the routes themselves.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TransportGivenAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is null ? null : ModuleLifetime.Unwrap(inputData)) switch
    {
        null or ITransport => inputData!,
        var other => throw new ArgumentTransformationMetadataException($"{RequestInput.Kind(other)} is no transport. Routes of a test become one by New-AxiosMockTransport: -Transport (New-AxiosMockTransport $routes)."),
    };
}
