namespace AxiosPS.Checks;

/// <summary>The checks of a plugin, in the order in which they run.</summary>
internal static class PluginChecks
{
    /// <param name="isShared">Whether all of them have the same plugin.</param>
    public static IReadOnlyList<Check<PluginProbe>> For(bool isShared) =>
    [
        new IsPlugin(),
        new AttachIsQuick(),
        new AttachesAgain(isShared),
        new AnswersPlainCall(),
        new AttachesOnce(),
        new OwnsItsHooks(),
        new LeavesNoHook(),
        new LeavesNoTrace(),
        new UninstallIsQuiet(),
        new ServesSeveralClients(),
        new AnswersEveryCall(),
        new KeepsBodies(),
        new WorksFromManyRunspaces(),
        new StopsAtTransport(),
        new StopsInPlugin(),
        new LeavesCallsInPeace(),
        new LetsClientsGo(),
        new KeepsSecretsAtHome(),
        new KeepsSecretsQuiet(),
        new PassesOnStatuses(),
        new PassesOnFailures(),
    ];
}
