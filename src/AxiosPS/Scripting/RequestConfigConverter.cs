using System.Collections;
using System.Globalization;

namespace AxiosPS.Scripting;

/// <summary>Makes a config of a hashtable: its keys are the options of a config, or the parameters of Invoke-AxiosRequest.</summary>
public sealed class RequestConfigConverter : OneWayConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        destinationType == typeof(RequestConfig) && sourceValue is not null && ModuleLifetime.Unwrap(sourceValue) is IDictionary;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ModuleLifetime.Unwrap(sourceValue) switch
        {
            InputRecord record => record.Config(),
            var given => RequestKeys.Config(Entries((IDictionary)given)),
        };

    internal static IEnumerable<(string Name, object? Value)> Entries(IDictionary options)
    {
        foreach (DictionaryEntry entry in options)
        {
            yield return (Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value);
        }
    }
}
