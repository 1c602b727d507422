using System.Management.Automation;

namespace AxiosPS.Scripting;

/// <summary>Where a script stands, in few words.</summary>
internal static class ScriptPlace
{
    public static string Of(ScriptBlock block)
    {
        var line = block.Ast.Extent.StartLineNumber;
        return block.File is { Length: > 0 } file ? $"{Path.GetFileName(file)}:{line}" : $"{{ {OneLine(block.ToString(), 40)} }}";
    }

    /// <summary>The line of a failure: file and line, else the line's text.</summary>
    public static string? Of(ErrorRecord error) => error.InvocationInfo switch
    {
        var at when IsOfWrapper(at) => FirstFrame(error.ScriptStackTrace),
        null => null,
        { ScriptName: { Length: > 0 } file } at => $"{file}:{at.ScriptLineNumber}, in '{Line(at)}'",
        { Line.Length: > 0 } at => $"line {at.ScriptLineNumber}, in '{Line(at)}'",
        _ => null,
    };

    /// <summary>Shows the hook where a record would show our wrapper: Write-Error has the place from where its script was called.</summary>
    public static void ShowHook(ErrorRecord error, ScriptBlock hook)
    {
        if (IsOfWrapper(error.InvocationInfo))
        {
            error.InvocationInfo.DisplayScriptPosition = hook.Ast.Extent;
        }
    }

    private static bool IsOfWrapper(InvocationInfo? at) => at?.Line?.Contains("$__axios", StringComparison.Ordinal) == true;

    private static string Line(InvocationInfo at) => OneLine(at.Line, 100);

    // A Write-Error that stops is reported at our own wrapper; the stack knows where it stood.
    private static string? FirstFrame(string? stack) =>
        stack?.Split('\n').Select(frame => frame.Trim()).FirstOrDefault(frame => !frame.Contains("<No file>", StringComparison.Ordinal))?[3..];

    private static string OneLine(string text, int longest)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= longest ? line : line[..longest] + "…";
    }
}
