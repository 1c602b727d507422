using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Makes a status check of a text (<c>'2xx,404'</c>), of numbers or of a scriptblock.</summary>
public sealed class StatusCheckConverter : OneWayConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is not null && ModuleLifetime.Unwrap(sourceValue) is string or int or ScriptBlock or IEnumerable;

    /// <inheritdoc/>
    public override object ConvertFrom(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        ModuleLifetime.Unwrap(sourceValue) switch
        {
            ScriptBlock block => new ScriptStatusCheck(new(block)),
            string list => StatusCheck.Parse(list),
            IEnumerable several => StatusCheck.Parse(string.Join(',', several.Cast<object>().Select(Text))),
            var single => StatusCheck.Parse(Text(single)),
        };

    private static string Text(object item) => Convert.ToString(ModuleLifetime.Unwrap(item), CultureInfo.InvariantCulture) ?? "";
}
