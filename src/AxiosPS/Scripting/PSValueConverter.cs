using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxiosPS.Scripting;

/// <summary>Reads a value as PowerShell data and converts it as PowerShell does.</summary>
internal sealed class PSValueConverter<T> : JsonConverter<T>
{
    public override T? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = PSJsonReader.Read(ref reader);
        try
        {
            return typeof(T) == typeof(Hashtable) ? (T?)(object?)Table(value) : (T?)LanguagePrimitives.ConvertTo(value, typeof(T), CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();

    private static Hashtable? Table(object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case IDictionary dictionary:
                return new Hashtable(dictionary); // its keys may differ only in case
            case PSObject custom:
                var table = new Hashtable(StringComparer.OrdinalIgnoreCase); // as @{} makes it
                foreach (var property in custom.Properties)
                {
                    table[property.Name] = property.Value;
                }

                return table;
            default:
                throw new JsonException("Only a JSON object becomes a hashtable.");
        }
    }
}
