using System.Management.Automation;

namespace AxiosPS.Checks;

/// <summary>Runs checks one after the other. Where the basis is missing, the rest is skipped.</summary>
/// <param name="plugin">The name that the results bear.</param>
/// <param name="filter">Which ones.</param>
internal sealed class CheckList(string plugin, CheckFilter filter)
{
    private string? missing;

    /// <summary>Hears of each check that begins.</summary>
    public Action<string> Beginning { get; init; } = _ => { };

    /// <summary>The results, each as soon as it is there.</summary>
    /// <param name="checks">What is checked.</param>
    /// <param name="run">Runs one.</param>
    public IEnumerable<PluginCheckResult> Run<T>(IEnumerable<Check<T>> checks, Action<Check<T>> run)
    {
        foreach (var check in checks)
        {
            var isWanted = filter.IsWanted(check.Name);
            if (!isWanted && !check.IsBasis)
            {
                continue;
            }

            var result = missing is null ? Run(check, run) : Of(check, PluginCheckOutcome.Skipped, missing);
            if (check.IsBasis && missing is null && result.Outcome != PluginCheckOutcome.Passed)
            {
                missing = $"There was nothing to check, because of '{check.Name}'.";
                isWanted = true;
            }

            if (isWanted)
            {
                yield return result;
            }
        }
    }

    private PluginCheckResult Run<T>(Check<T> check, Action<Check<T>> run)
    {
        Beginning(check.Name);
        try
        {
            run(check);
            return Of(check, PluginCheckOutcome.Passed, "");
        }
        catch (CheckException e)
        {
            return Of(check, e.Outcome, e.Message);
        }
        catch (Exception e) when (e is not (PipelineStoppedException or FlowControlException))
        {
            return Of(check, PluginCheckOutcome.Failed, e.Message);
        }
    }

    private PluginCheckResult Of<T>(Check<T> check, PluginCheckOutcome outcome, string message) =>
        new(plugin, check.Name, outcome, CheckText.Cut(message), outcome == PluginCheckOutcome.Failed ? check.Remedy : "");
}
