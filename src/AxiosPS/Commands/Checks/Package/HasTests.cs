namespace AxiosPS.Checks;

internal sealed class HasTests : Check<PackageProbe>
{
    public override string Name => "It has Pester tests";

    public override string Remedy => "Write tests/<module>.Tests.ps1 beside module/. New-AxiosMockTransport takes the place of a server.";

    public override void Run(PackageProbe subject)
    {
        if (subject.Project is null)
        {
            throw CheckException.Skipped("Tests lie in the folder of the project, which this is not.");
        }

        var tests = Path.Combine(subject.Project, "tests");
        if (!Directory.Exists(tests) || !Directory.EnumerateFiles(tests, "*.Tests.ps1", SearchOption.AllDirectories).Any())
        {
            throw CheckException.Failed($"There is no *.Tests.ps1 in '{tests}'.");
        }
    }
}
