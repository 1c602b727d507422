using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxiosPS.Scripting;

/// <summary>Inside typed JSON: what System.Text.Json does not read as PowerShell means it, such as [object] and [hashtable].</summary>
internal sealed class PSValueConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert == typeof(object) || typeToConvert == typeof(PSObject) || typeToConvert == typeof(Hashtable)
        || typeToConvert == typeof(BigInteger) || typeToConvert == typeof(IPAddress);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(PSValueConverter<>).MakeGenericType(typeToConvert))!;
}
