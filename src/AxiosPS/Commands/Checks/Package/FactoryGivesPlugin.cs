namespace AxiosPS.Checks;

internal sealed class FactoryGivesPlugin : Check<PackageProbe>
{
    // The parameters without which it cannot be called in any way.
    private const string Mandatory = """
        param($factory)
        (Get-Command $factory).ParameterSets |
            ForEach-Object { , @($_.Parameters | Where-Object IsMandatory | ForEach-Object Name) } |
            Sort-Object Count | Select-Object -First 1 | ForEach-Object { $_ }
        """;

    public override string Name => "Its factory gives a plugin";

    public override string Remedy => "New-Axios<Name>Plugin puts out one object, the plugin: anything with an Attach. What it needs for that, give it by -Parameters or -Factory.";

    public override bool IsBasis => true;

    public override void Run(PackageProbe subject)
    {
        if (subject is { Parameters: null, FactoryScript: null }
            && PackageProbe.InvokeScript(Mandatory, $"{subject.Name}\\{subject.Factory}") is [_, ..] needed)
        {
            throw CheckException.Skipped($"{subject.Factory} needs {string.Join(", ", needed)}: give -Parameters @{{ {string.Join("; ", needed.Select(name => $"{name} = …"))} }}, or -Factory {{ {subject.Factory} … }}.");
        }

        PluginShapes.From(Host.Unwrap(subject.NewPlugin()));
    }
}
