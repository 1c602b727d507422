namespace AxiosPS.Checks;

internal sealed class FactoryHasHelp : Check<PackageProbe>
{
    // Without help of its own a command has its syntax for a synopsis.
    private const string Text = """
        param($factory, $name)
        $help = Get-Help $factory -Full
        $synopsis = "$($help.Synopsis)".Trim()
        if (-not $synopsis -or $synopsis -match "^(\S+\\)?$name\b") { 'a synopsis' }
        if (-not $help.examples.example) { 'an example' }
        $standard = [Management.Automation.PSCmdlet]::CommonParameters + 'WhatIf', 'Confirm'
        $described = $help.parameters.parameter | Where-Object { "$($_.description.Text)".Trim() } | ForEach-Object Name
        (Get-Command $factory).Parameters.Keys | Where-Object { $_ -notin $standard -and $_ -notin $described } | ForEach-Object { "a description of -$_" }
        """;

    public override string Name => "Its factory has help: a synopsis, every parameter, an example";

    public override string Remedy => "Begin the function with a comment: <# .SYNOPSIS … .PARAMETER <name> … .EXAMPLE … #>. What a user reads is Get-Help New-Axios<Name>Plugin -Full.";

    public override void Run(PackageProbe subject)
    {
        var missing = PackageProbe.InvokeScript(Text, $"{subject.Name}\\{subject.Factory}", subject.Factory);
        if (missing.Count > 0)
        {
            throw CheckException.Failed($"The help of {subject.Factory} lacks {string.Join(", ", missing)}.");
        }
    }
}
