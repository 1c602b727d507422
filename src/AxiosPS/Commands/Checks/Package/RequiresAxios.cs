namespace AxiosPS.Checks;

internal sealed class RequiresAxios : Check<PackageProbe>
{
    private static readonly int Own = ContractRange.Own.Major;

    public override string Name => "It requires AxiosPS in a range of this major version";

    public override string Remedy => $"In the manifest: RequiredModules = @(@{{ ModuleName = 'AxiosPS'; ModuleVersion = '{Own}.0'; MaximumVersion = '{Own}.999.999' }})";

    public override void Run(PackageProbe subject)
    {
        var range = subject.Data.Requires ?? throw CheckException.Failed("RequiredModules does not name AxiosPS.");
        var wrong = (range.Least, range.Most) switch
        {
            (null, null) => "any version of AxiosPS, and so one of another major too",
            (null, _) => $"AxiosPS {range}: its range has no ModuleVersion",
            (_, null) => $"AxiosPS {range}: its range has no MaximumVersion",
            var (least, most) when least == most => $"AxiosPS {least} alone, and so none of its updates",
            var (least, most) when least.Major > Own || most.Major < Own => $"AxiosPS {range}, and this is {Own}",
            _ when subject.Data.RequiresPattern is { } pattern => $"AxiosPS up to '{pattern}', which PSResourceGet makes a range of that NuGet does not take",
            var (_, most) when most.Major > Own => $"AxiosPS up to {most}, and so one of another major too",
            _ => null,
        };
        if (wrong is not null)
        {
            throw CheckException.Failed($"It takes {wrong}.");
        }
    }
}
