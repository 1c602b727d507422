using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>
/// Makes a retry strategy of a scriptblock, of seconds, of a TimeSpan, or of what has a delay method: an object of a script class
/// or of .NET, a custom object with a script method, a hashtable with a scriptblock.
/// </summary>
public sealed class RetryStrategyConverter : OneWayConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null && destinationType == typeof(IRetryStrategy);

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) => RetryStrategy.From(sourceValue);

    /// <summary>A strategy of a shape that only PowerShell knows, null for any other.</summary>
    internal static IRetryStrategy? TryFrom(object source)
    {
        var value = ModuleLifetime.Unwrap(source);
        return value switch
        {
            ScriptBlock or PSMethodInfo => new ScriptRetryStrategy(HookConverter.Call(value)),
            string text => OfText(text),
            IDictionary parts => OfParts(parts),
            _ when source is PSObject || ScriptHome.IsOfScriptClass(value) => OfObject(PSObject.AsPSObject(source)),
            _ => null, // .NET's
        };
    }

    // As it stands in a CSV file or an option.
    private static FixedRetryStrategy? OfText(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? DelayTime.From(seconds) is { } delay ? new(delay) : null
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= TimeSpan.Zero ? new(time)
        : null;

    private static ScriptRetryStrategy? OfParts(IDictionary parts)
    {
        foreach (DictionaryEntry part in parts)
        {
            var name = Known.Name(Convert.ToString(part.Key, CultureInfo.InvariantCulture) ?? "", StructuralRetryStrategy.Names, "a retry strategy");
            return OfMember(name, part.Value);
        }

        return null;
    }

    private static ScriptRetryStrategy? OfObject(PSObject value) => StructuralRetryStrategy.Names
        .Select(name => value.Members[name] switch
        {
            PSPropertyInfo property => OfMember(name, property.Value),
            PSScriptMethod method => OfMember(name, method),
            PSMethodInfo method when ScriptHome.IsOfScriptClass(value.BaseObject) => OfMethod(name, method, value.BaseObject),
            _ => null,
        })
        .FirstOrDefault(found => found is not null);

    private static ScriptRetryStrategy? OfMethod(string name, PSMethodInfo method, object target) =>
        StructuralRetryStrategy.Method(target, name, mayTakeToken: false)?.GetParameters()[0].ParameterType switch
        {
            null => null,
            var type when type == typeof(RetryContext) => new(HookConverter.Call(method)),
            _ => OfMember(name, method),
        };

    private static ScriptRetryStrategy? OfMember(string name, object? script) =>
        script is not null && ModuleLifetime.Unwrap(script) is ScriptBlock or PSMethodInfo ? new(HookConverter.Call(script), name) : null;
}
