using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Takes a <see cref="TimeSpan"/> too, as of New-TimeSpan, where seconds are asked for.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is not null && ModuleLifetime.Unwrap(inputData) is TimeSpan time ? time.TotalSeconds : inputData!;
}
