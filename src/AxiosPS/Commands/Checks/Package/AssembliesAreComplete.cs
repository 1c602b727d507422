namespace AxiosPS.Checks;

internal sealed class AssembliesAreComplete : Check<PackageProbe>
{
    public override string Name => "Its assemblies have what they refer to";

    public override string Remedy => "Let the build copy the libraries: <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>, or dotnet publish.";

    // Of libraries one cannot tell: some refer to what is there on one system only.
    public override void Run(PackageProbe subject)
    {
        var known = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Concat(subject.Files("*.dll"))
            .Append(typeof(AxiosClient).Assembly.Location)
            .Select(Path.GetFileNameWithoutExtension)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var assembly in PackageAssembly.Of(subject).Where(assembly => assembly.IsOwn))
        {
            if (assembly.References.FirstOrDefault(reference => !known.Contains(reference.Name)) is { } missing)
            {
                throw CheckException.Failed($"{subject.Shown(assembly.File)} refers to {missing.Name} {missing.Version}, which is neither in the package nor in PowerShell.");
            }
        }
    }
}
