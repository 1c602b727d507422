using System.Management.Automation;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>The variables that can be seen where Tab is pressed.</summary>
internal static class SessionVariables
{
    // Those that are not the user's: what they hold changes from line to line.
    private static readonly string[] Passing = ["_", "this", "input", "args", "null", "PSItem"];

    public static IEnumerable<(string Name, object Value)> All()
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand("Microsoft.PowerShell.Utility\\Get-Variable").AddParameter("ErrorAction", ActionPreference.Ignore);
        return shell.Invoke<PSVariable>()
            .Where(variable => variable.Value is not null && !Passing.Contains(variable.Name))
            .Select(variable => (variable.Name, ModuleLifetime.Unwrap(variable.Value)))
            .ToList();
    }

    /// <summary>Those whose value is of such a kind, as words.</summary>
    public static IEnumerable<Word> Words(Func<object, bool> isWanted) => All()
        .Where(variable => isWanted(variable.Value))
        .Select(variable => new Word(Written(variable.Name), variable.Value.ToString()) { IsCode = true });

    private static string Written(string name) => name.All(c => char.IsLetterOrDigit(c) || c == '_') ? $"${name}" : $"${{{name}}}";
}
