using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>
/// Takes the name of a form at once. PowerShell's own conversion by the constructor, which serves all else, compiles code for it, and
/// that costs the first request of a process 2 ms.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OutputFormAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is not null && ModuleLifetime.Unwrap(inputData) is string name && OutputChoice.OfForm(name) is { } form ? form : inputData!;
}
