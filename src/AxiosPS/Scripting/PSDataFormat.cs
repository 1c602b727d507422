using System.Buffers;
using System.Management.Automation;
using System.Text.Json;

namespace AxiosPS.Scripting;

/// <summary>Data as PowerShell has it: any object is written as JSON, JSON is read as custom objects.</summary>
internal sealed class PSDataFormat : IDataFormat
{
    public const int MaxDepth = 100;

    private PSDataFormat()
    {
    }

    public static PSDataFormat Instance { get; } = new();

    public ReadOnlyMemory<byte> Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            Write(value, buffer);
        }
        catch (Exception e) when (e is not (ArgumentException or PipelineStoppedException or FlowControlException))
        {
            throw new ArgumentException($"The JSON body cannot be written: {e.Message}", e); // of a lazy collection, say
        }

        return buffer.WrittenMemory;
    }

    public object? Copy(object data) => PSDataCopy.Of(data);

    public object? Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return PSJsonReader.Read(json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static void Write(object? value, ArrayBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        new PSJsonWriter(json).Write(value);
    }
}
