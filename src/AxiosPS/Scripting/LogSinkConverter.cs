using System.Management.Automation;
using AxiosPS.Commands;
using AxiosPS.Plugins;

namespace AxiosPS.Scripting;

/// <summary>Makes a place for a log of a scriptblock, of a PowerShell object with a method Log, and of whatever the engine can use as one.</summary>
public sealed class LogSinkConverter : OneWayConverter
{
    private const string Method = "Log";

    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        sourceValue is not null && ModuleLifetime.Unwrap(sourceValue) is string name ? throw new ArgumentException(NoStream(name)) : LogSinks.From(sourceValue!);

    /// <summary>Null for what is no shape of PowerShell's own.</summary>
    internal static object? TryFrom(object value) => value switch
    {
        ScriptBlock block => new ScriptLogSink(new(block)),
        PSMethodInfo method => new ScriptLogSink(new(method)),
        PSObject { BaseObject: PSCustomObject } custom => OfMethod(custom),
        _ when ScriptHome.IsOfScriptClass(value) => OfMethod(PSObject.AsPSObject(value)),
        _ => null,
    };

    private static string NoStream(string name)
    {
        var streams = Enum.GetNames<OutputStream>();
        var meant = Known.Nearest(name, streams) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return $"'{name}' is no stream: there are {string.Join(", ", streams)}.{meant} Other places for a log are a scriptblock, an ILogger, or an object with a method Log.";
    }

    private static ScriptLogSink? OfMethod(PSObject value) => value.Methods[Method] is { } method ? new(new(method)) : null;
}
