using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>The colours of a preview: escape sequences out of <c>$PSStyle</c>, which PowerShell takes out again where there are to be none.</summary>
/// <param name="Good">Of a status that is no error.</param>
/// <param name="Bad">Of one that is.</param>
/// <param name="Name">Of a property of JSON.</param>
/// <param name="Text">Of a string.</param>
/// <param name="Value">Of a number, true, false and null.</param>
internal sealed record PreviewColors(string Good, string Bad, string Name, string Text, string Value)
{
    public static readonly PreviewColors None = new("", "", "", "", "");

    /// <param name="style"><c>$PSStyle</c>, null for no colours.</param>
    public static PreviewColors Of(PSObject? style) => style is null ? None : new(
        Color(style, "Formatting", "FormatAccent"),
        Color(style, "Formatting", "Error"),
        Color(style, "Foreground", "Cyan"),
        Color(style, "Foreground", "Green"),
        Color(style, "Foreground", "Yellow"));

    /// <summary>The text in that colour, up to where it ends.</summary>
    public static string Paint(string text, string color) => color.Length == 0 || text.Length == 0 ? text : $"{color}{text}\u001B[0m";

    // By name: the PowerShell that this is compiled against has no such type yet.
    private static string Color(PSObject style, string group, string name) =>
        style.Properties[group]?.Value is { } colors ? PSObject.AsPSObject(colors).Properties[name]?.Value as string ?? "" : "";
}
