namespace AxiosPS.Checks;

/// <summary>The checks of a package, in the order in which they run. Those of its plugin come between the two lists.</summary>
internal static class PackageChecks
{
    public static IReadOnlyList<Check<PackageProbe>> All { get; } =
    [
        new ManifestIsValid(),
        new NameFits(),
        new HasTag(),
        new RequiresAxios(),
        new ExportsByName(),
        new TellsItsOrigin(),
        new HasReadme(),
        new HasTests(),
        new ScriptsParse(),
        new CarriesNoHost(),
        new BuiltForThisMajor(),
        new AssembliesAreComplete(),
        new RequiredModulesAreThere(),
        new Imports(),
        new ImportsQuietly(),
        new ExportsItsFactory(),
        new FactoryHasHelp(),
        new FactoryGivesPlugin(),
    ];

    /// <summary>When its plugin has been at work.</summary>
    public static IReadOnlyList<Check<PackageProbe>> AtLast { get; } = [new KeepsToItself()];
}
