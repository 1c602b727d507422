namespace AxiosPS.Checks;

/// <summary>What a module must leave alone: the session of whoever imports it.</summary>
internal sealed class SessionSnapshot
{
    // What a module exports is meant to come; an automatic variable changes by itself.
    private const string Text = """
        $automatic = '?', '^', '$', '_', 'args', 'Error', 'ExecutionContext', 'input', 'LASTEXITCODE', 'MyInvocation', 'PSBoundParameters', 'PSCommandPath', 'PSItem', 'PSScriptRoot', 'StackTrace', 'Matches'
        $exported = (Get-Module).ForEach{ $_.ExportedFunctions.Keys; $_.ExportedAliases.Keys }
        foreach ($variable in Get-Variable -Scope Global) {
            if ($variable.Name -notin $automatic) { "the variable `$$($variable.Name)|$($variable.Value -is [Collections.IDictionary] ? $variable.Value.Count : $variable.Value)" }
        }
        foreach ($command in Get-ChildItem Function:, Alias:) {
            if ($command.Name -notin $exported) { "the $("$($command.CommandType)".ToLowerInvariant()) $($command.Name)|$($command.Definition)" }
        }
        foreach ($entry in Get-ChildItem Env:) { "the environment variable $($entry.Name)|$($entry.Value)" }
        foreach ($subscriber in Get-EventSubscriber) { "the event subscriber $($subscriber.SourceIdentifier)|" }
        "the current location|$PWD"
        "the process's current directory|$([Environment]::CurrentDirectory)"
        """;

    private readonly Dictionary<string, string> values;

    private SessionSnapshot(Dictionary<string, string> values) => this.values = values;

    public static SessionSnapshot Take() => new(PackageProbe.InvokeScript(Text)
        .Select(line => $"{line}".Split('|', 2))
        .GroupBy(pair => pair[0])
        .ToDictionary(group => group.Key, group => group.First()[1]));

    /// <summary>The first thing that is new, gone or other; null if all is as it was.</summary>
    public string? ChangeSince(SessionSnapshot before) =>
        values.Keys.Union(before.values.Keys).FirstOrDefault(name => values.GetValueOrDefault(name) != before.values.GetValueOrDefault(name));
}
