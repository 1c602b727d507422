namespace AxiosPS.Checks;

internal sealed class Imports : Check<PackageProbe>
{
    public override string Name => "It can be imported";

    public override string Remedy => "Import it in a new pwsh -NoProfile and see what is missing there: another module, an assembly, a variable of the session that it was written in. An import asks nothing and does not exit.";

    public override bool IsBasis => true;

    public override void Run(PackageProbe subject) => subject.Import();
}
