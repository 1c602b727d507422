using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Scripting;

/// <summary>Makes a token provider of a scriptblock or a method of PowerShell's.</summary>
public sealed class TokenProviderConverter : OneWayConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is not null && destinationType == typeof(ITokenProvider) && ModuleLifetime.Unwrap(sourceValue) is ScriptBlock or PSMethodInfo;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        new ScriptTokenProvider(HookConverter.Call(ModuleLifetime.Unwrap(sourceValue)));
}
