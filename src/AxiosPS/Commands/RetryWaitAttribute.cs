using System.Collections;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Refuses a list of waits: the parameter binder would say no more than that a method is not supported.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RetryWaitAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData is not null && ModuleLifetime.Unwrap(inputData) is IList list
        ? throw new ArgumentTransformationMetadataException(
            $"It is one wait, and not a list of {list.Count}. Waits that differ are a scriptblock, as in {{ (1, 5, 30)[$_.Retry - 1] ?? 30 }}, or New-AxiosRetryStrategy -Exponential.")
        : inputData!;
}
