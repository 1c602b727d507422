using System.Text.Json;

namespace AxiosPS.Checks;

/// <summary>What the process of the checks says, as a line of its standard output: that a check begins, or what has come of it.</summary>
/// <param name="Name">The check.</param>
/// <param name="Result">Null for one that begins.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to do about it.</param>
internal sealed record PackageMessage(string Name, PluginCheckOutcome? Result, string Message, string Remedy)
{
    /// <summary>A line that no plugin writes by chance.</summary>
    public string ToLine(string mark) => mark + JsonSerializer.Serialize(this);

    /// <summary>The message of a line; null if it is something else.</summary>
    public static PackageMessage? FromLine(string line, string mark) =>
        line.StartsWith(mark, StringComparison.Ordinal) ? JsonSerializer.Deserialize<PackageMessage>(line.AsSpan(mark.Length)) : null;
}
