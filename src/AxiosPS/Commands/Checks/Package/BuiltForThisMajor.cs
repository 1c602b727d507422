namespace AxiosPS.Checks;

internal sealed class BuiltForThisMajor : Check<PackageProbe>
{
    private static readonly int Major = typeof(AxiosClient).Assembly.GetName().Version!.Major;

    public override string Name => "It was built for this major version of AxiosPS";

    public override string Remedy => $"Build it against AxiosPS {Major}.";

    public override void Run(PackageProbe subject)
    {
        foreach (var assembly in PackageAssembly.Of(subject))
        {
            if (assembly.References.FirstOrDefault(reference => reference.Name == nameof(AxiosPS))?.Version?.Major is { } major && major != Major)
            {
                throw CheckException.Failed($"{subject.Shown(assembly.File)} was built for AxiosPS {major}, and this is {Major}.");
            }
        }
    }
}
