namespace AxiosPS;

/// <summary>The two seams for data: how a value becomes a JSON body, and how a JSON body becomes <see cref="AxiosResponse.Data"/>.</summary>
public interface IDataFormat
{
    /// <summary>Writes a value as JSON, in UTF-8.</summary>
    /// <exception cref="ArgumentException">The value cannot be written; the message names the place in it.</exception>
    ReadOnlyMemory<byte> Write(object? value);

    /// <summary>Reads JSON in UTF-8.</summary>
    /// <exception cref="FormatException">It is not JSON.</exception>
    object? Read(ReadOnlySpan<byte> json);

    /// <summary>A copy of data for another holder of it: of what is data, and no live object; by default the same. Never throws.</summary>
    object? Copy(object data) => data;
}
