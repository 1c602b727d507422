using System.Collections;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Takes a list of types of errors: the parameter binder refuses a list where the parameter is no collection, before it asks any converter.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RetryErrorsAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is not null && ModuleLifetime.Unwrap(inputData) is IList list ? LanguagePrimitives.ConvertTo<IRetryCondition>(list) : inputData!;
}
