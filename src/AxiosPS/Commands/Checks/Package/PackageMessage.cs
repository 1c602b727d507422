using System.Text.Json;

namespace AxiosPS.Checks;

/// <summary>What the process of the checks says, as a line of its standard output: that a check begins, or what has come of it.</summary>
/// <param name="Name">The check.</param>
/// <param name="Result">Null for one that begins.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record PackageMessage(string Name, PluginCheckOutcome? Result, string Message)
{
    /// <summary>A line that no plugin writes by chance.</summary>
    public string ToLine(string mark) => mark + JsonSerializer.Serialize(this);

    /// <summary>The message of a line; null if it is something else, such as one that the package has written into.</summary>
    public static PackageMessage? FromLine(string line, string mark)
    {
        if (!line.StartsWith(mark, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<PackageMessage>(line.AsSpan(mark.Length)) is { Name: not null, Message: not null } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
