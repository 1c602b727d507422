namespace AxiosPS.Checks;

internal sealed class ExportsByName : Check<PackageProbe>
{
    private static readonly string[] Lists = ["FunctionsToExport", "CmdletsToExport", "AliasesToExport", "VariablesToExport"];

    public override string Name => "Its manifest exports New-Axios<Name>Plugin, and all by name";

    public override string Remedy => "In the manifest: FunctionsToExport = @('New-Axios<Name>Plugin'); CmdletsToExport = @(); AliasesToExport = @(); VariablesToExport = @(). PowerShell finds commands by these without importing every module.";

    public override void Run(PackageProbe subject)
    {
        foreach (var list in Lists)
        {
            if (!subject.Data.Has(list))
            {
                throw CheckException.Failed($"{list} is missing, and so everything is exported.");
            }

            if (subject.Data.Texts(list).FirstOrDefault(name => name.Contains('*', StringComparison.Ordinal)) is { } wildcard)
            {
                throw CheckException.Failed($"{list} has the wildcard '{wildcard}'.");
            }
        }

        var commands = subject.Data.Texts("FunctionsToExport").Concat(subject.Data.Texts("CmdletsToExport")).ToArray();
        if (!commands.Contains(subject.Factory, StringComparer.OrdinalIgnoreCase))
        {
            throw CheckException.Failed($"It exports {(commands.Length == 0 ? "no command" : string.Join(", ", commands))}, and not {subject.Factory}.");
        }
    }
}
