using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Where a script stands, in few words.</summary>
internal static class ScriptPlace
{
    public static string Of(ScriptBlock block)
    {
        var line = block.Ast.Extent.StartLineNumber;
        return block.File is { Length: > 0 } file ? $"{Path.GetFileName(file)}:{line}" : "{" + Shorten(block.ToString()) + "}";
    }

    /// <summary>The line of a failure: file and line, else the line's text.</summary>
    public static string? Of(ErrorRecord error) => error.InvocationInfo switch
    {
        null => null,
        { ScriptName: { Length: > 0 } file } at => $"{file}:{at.ScriptLineNumber}, in '{at.Line.Trim()}'",
        { Line: { Length: > 0 } line } at => $"line {at.ScriptLineNumber}, in '{line.Trim()}'",
        _ => null,
    };

    private static string Shorten(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 40 ? $" {line} " : $" {line[..37]}... ";
    }
}
