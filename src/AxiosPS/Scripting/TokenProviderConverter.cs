using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Scripting;

/// <summary>Makes a token provider of a scriptblock or a method of PowerShell's.</summary>
public sealed class TokenProviderConverter : OneWayConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null && destinationType == typeof(ITokenProvider);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ModuleLifetime.Unwrap(sourceValue) switch
        {
            ScriptBlock or PSMethodInfo => new ScriptTokenProvider(HookConverter.Call(ModuleLifetime.Unwrap(sourceValue))),
            var other => throw new ArgumentException($"A {other.GetType().Name} is no token provider. Give a scriptblock that puts out a token; one that stays the same is for -Token."),
        };
}
