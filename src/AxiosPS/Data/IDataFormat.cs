namespace AxiosPS;

/// <summary>The two seams for data: how a value becomes a JSON body, and how a body becomes <see cref="AxiosResponse.Data"/>.</summary>
public interface IDataFormat
{
    /// <summary>Writes a value as JSON, in UTF-8.</summary>
    /// <param name="value">The value.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="ArgumentException">The value cannot be written, or goes beyond a limit; the message names the place in it.</exception>
    ReadOnlyMemory<byte> Write(object? value, JsonOptions options);

    /// <summary>Reads JSON in UTF-8.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="options">The limits, and what becomes of dates.</param>
    /// <exception cref="FormatException">It is not JSON, or goes beyond a limit.</exception>
    object? Read(ReadOnlySpan<byte> json, JsonOptions options);

    /// <summary>Reads JSON in UTF-8 as an object of a type; by default as System.Text.Json does.</summary>
    /// <param name="json">The bytes.</param>
    /// <param name="type">The type.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="FormatException">It is not JSON, or no object of that type; the message names the place in it.</exception>
    object? ReadAs(ReadOnlySpan<byte> json, Type type, JsonOptions options) => JsonDataFormat.Instance.ReadAs(json, type, options);

    /// <summary>Reads XML; by default it stays text.</summary>
    /// <exception cref="FormatException">It is not XML.</exception>
    object? ReadXml(string xml) => xml;

    /// <summary>A copy of data for another holder of it: of what is data, and no live object; by default the same. Never throws.</summary>
    object? Copy(object data) => data;
}
