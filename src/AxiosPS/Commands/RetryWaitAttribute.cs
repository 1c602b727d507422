using System.Collections;
using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Refuses a list of waits and the name of a strategy: the parameter binder would say no more than that a method is not supported.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RetryWaitAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Kinds =
    [
        nameof(NewAxiosRetryStrategyCommand.Fixed), nameof(NewAxiosRetryStrategyCommand.Linear), nameof(NewAxiosRetryStrategyCommand.Exponential),
        nameof(NewAxiosRetryStrategyCommand.DecorrelatedJitter),
    ];

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is null ? null : ModuleLifetime.Unwrap(inputData)) switch
    {
        IList list => throw new ArgumentTransformationMetadataException(
            $"It is one wait, and not a list of {list.Count}. Waits that differ are a scriptblock, as in {{ (1, 5, 30)[$_.Retry - 1] ?? 30 }}, or New-AxiosRetryStrategy -Exponential."),
        string { Length: > 0 } text when char.IsAsciiLetter(text[0]) && Known.Nearest(text, Kinds) is { } kind => throw new ArgumentTransformationMetadataException(
            $"'{text}' is no wait. A command makes the strategy: -RetryStrategy (New-AxiosRetryStrategy -{kind})."),
        _ => inputData!,
    };
}
