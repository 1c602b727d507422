using System.Buffers;
using System.Management.Automation;
using System.Text.Json;

namespace AxiosPS.Scripting;

/// <summary>Data as PowerShell has it: any object is written as JSON, JSON is read as custom objects.</summary>
internal sealed class PSDataFormat : IDataFormat
{
    private static readonly Lazy<JsonSerializerOptions> TypeOptions =
        new(() => TypedJson.Options(new PSValueConverterFactory(), new PSTextConverter(), new PSDateTimeConverter()));

    private PSDataFormat()
    {
    }

    public static PSDataFormat Instance { get; } = new();

    public ReadOnlyMemory<byte> Write(object? value, JsonOptions options)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            Write(value, options, buffer);
        }
        catch (Exception e) when (e is not (ArgumentException or PipelineStoppedException or FlowControlException))
        {
            throw new ArgumentException($"The JSON body cannot be written: {e.Message}", e); // of a lazy collection, say
        }

        return buffer.WrittenMemory;
    }

    public object? Copy(object data) => PSDataCopy.Of(data);

    public object? Read(ReadOnlySpan<byte> json, JsonOptions options)
    {
        try
        {
            return PSJsonReader.Read(json, options);
        }
        catch (JsonException e)
        {
            throw JsonProblem.Of(e, json, options);
        }
    }

    public object? ReadAs(ReadOnlySpan<byte> json, Type type, JsonOptions options) => TypedJson.Read(json, type, options, TypeOptions.Value);

    public object? ReadXml(string xml) => PSXmlReader.Read(xml);

    private static void Write(object? value, JsonOptions options, ArrayBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = options.MaxDepth });
        new PSJsonWriter(json, options).Write(value);
    }
}
