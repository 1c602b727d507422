using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>A converter to types of the engine, and never back.</summary>
public abstract class OneWayConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) => throw new NotSupportedException();
}
