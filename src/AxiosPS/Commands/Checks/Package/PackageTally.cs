namespace AxiosPS.Checks;

/// <summary>What the process of a package has said of its checks. The first word on each counts.</summary>
/// <param name="plugin">The name that the results bear.</param>
/// <param name="filter">Which checks are wanted.</param>
internal sealed class PackageTally(string plugin, CheckFilter filter)
{
    private static readonly Dictionary<string, string> Remedies = Pairs(PackageChecks.All)
        .Concat(Pairs(PluginChecks.For(isShared: false)))
        .Concat(Pairs(PackageChecks.AtLast))
        .ToDictionary(check => check.Name, check => check.Remedy);

    private readonly HashSet<string> told = [];
    private readonly List<string> left = Remedies.Keys.Where(filter.IsWanted).ToList();
    private string? running = PackageChecks.All[0].Name;

    /// <summary>Whether there are results to come.</summary>
    public bool IsWaiting => left.Count > 0;

    /// <summary>The result that a message has; null if it has none.</summary>
    public PluginCheckResult? Take(PackageMessage message)
    {
        if (!Remedies.TryGetValue(message.Name, out var remedy) || told.Contains(message.Name))
        {
            return null;
        }

        if (message.Result is not { } result)
        {
            running = message.Name;
            return null;
        }

        running = null;
        told.Add(message.Name);
        left.Remove(message.Name);
        return new(plugin, message.Name, result, message.Message, result == PluginCheckOutcome.Failed ? OfThis(remedy) : "");
    }

    /// <summary>The results that have not come: the check that ran has failed, and the others were skipped.</summary>
    /// <param name="reason">Why there are no more messages.</param>
    public IEnumerable<PluginCheckResult> Rest(string reason)
    {
        if (left.Count == 0)
        {
            yield break;
        }

        var failed = running ?? left[0];
        yield return new(plugin, failed, PluginCheckOutcome.Failed, reason, OfThis(Remedies[failed]));
        foreach (var check in left.Where(check => check != failed))
        {
            yield return new(plugin, check, PluginCheckOutcome.Skipped, $"There was nothing to check, because of '{failed}'.");
        }
    }

    private string OfThis(string remedy) => remedy.Replace("New-Axios<Name>Plugin", PackageNames.Factory(plugin), StringComparison.Ordinal);

    private static IEnumerable<(string Name, string Remedy)> Pairs<T>(IEnumerable<Check<T>> checks) => checks.Select(check => (check.Name, check.Remedy));
}
