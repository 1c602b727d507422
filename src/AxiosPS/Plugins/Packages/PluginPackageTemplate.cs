using System.Text;
using System.Text.RegularExpressions;

namespace AxiosPS;

/// <summary>
/// Makes the folder of a plugin's package out of template files. A word between two underscores on either side, such as
/// <c>__Name__</c>, stands for a value, in the files and in their names. A script has values in single quotes, and gets them escaped for that.
/// </summary>
/// <param name="values">The value of each word.</param>
internal sealed partial class PluginPackageTemplate(IReadOnlyDictionary<string, string> values)
{
    /// <summary>Sees to it that a folder can be made: it is not there, or empty, and the folder around it is there.</summary>
    /// <exception cref="AxiosFileException">It cannot.</exception>
    public static void EnsureFree(string target)
    {
        var parent = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(parent))
        {
            throw new AxiosFileException($"There is no folder '{parent}'. Create it first, or give another -Path.", parent, FileFailure.Failed);
        }

        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new AxiosFileException($"'{target}' exists already. Remove it, or give another -Name or -Path.", target, FileFailure.Exists);
        }
    }

    /// <summary>Makes the folder, whole or not at all.</summary>
    /// <param name="target">The whole path of the folder, which is free.</param>
    /// <param name="sources">The folders with templates.</param>
    /// <exception cref="AxiosFileException">It cannot be written.</exception>
    public void Write(string target, params string[] sources)
    {
        var draft = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}");
        try
        {
            foreach (var source in sources)
            {
                Fill(source, draft);
            }

            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(draft, target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AxiosFileException.Failed(target, e);
        }
        finally
        {
            if (Directory.Exists(draft))
            {
                Directory.Delete(draft, recursive: true);
            }
        }
    }

    private void Fill(string source, string draft)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(draft, Replace(Path.GetRelativePath(source, file), static value => value));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);

            var text = Replace(File.ReadAllText(file), IsScript(file) ? Quoted : static value => value).ReplaceLineEndings("\n");
            File.WriteAllText(path, text, new UTF8Encoding(IsScript(file) && !Ascii.IsValid(text))); // without the mark, some take a script for Latin
        }
    }

    private string Replace(string text, Func<string, string> escape) =>
        Placeholder().Replace(text, match => values.TryGetValue(match.Groups[1].Value, out var value) ? escape(value) : match.Value);

    private static bool IsScript(string file) => Path.GetExtension(file) is ".ps1" or ".psm1" or ".psd1";

    private static string Quoted(string value) => SingleQuote().Replace(value, "$0$0");

    [GeneratedRegex("__([A-Za-z]+)__")]
    private static partial Regex Placeholder();

    // PowerShell takes the typographic ones for it as well.
    [GeneratedRegex("['\u2018\u2019\u201a\u201b]")]
    private static partial Regex SingleQuote();
}
