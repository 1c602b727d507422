using System.Management.Automation;
using AxiosPS.Plugins;

namespace AxiosPS.Scripting;

/// <summary>Makes a place for a log of a scriptblock, of a PowerShell object with a method Log, and of whatever the engine can use as one.</summary>
public sealed class LogSinkConverter : OneWayConverter
{
    private const string Method = "Log";

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) => LogSinks.From(sourceValue);

    /// <summary>Null for what is no shape of PowerShell's own.</summary>
    internal static object? TryFrom(object value) => value switch
    {
        ScriptBlock block => new ScriptLogSink(new(block)),
        PSMethodInfo method => new ScriptLogSink(new(method)),
        PSObject { BaseObject: PSCustomObject } custom => OfMethod(custom),
        _ when ScriptHome.IsOfScriptClass(value) => OfMethod(PSObject.AsPSObject(value)),
        _ => null,
    };

    private static ScriptLogSink? OfMethod(PSObject value) => value.Methods[Method] is { } method ? new(new(method)) : null;
}
