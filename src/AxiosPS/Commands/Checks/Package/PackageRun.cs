using System.Management.Automation;

namespace AxiosPS.Checks;

/// <summary>The results of a package, of which those that its process no longer came to say so.</summary>
/// <param name="filter">Which checks.</param>
/// <param name="request">What its process is asked, apart from the place.</param>
internal sealed class PackageRun(CheckFilter filter, PackageRequest request)
{
    private static readonly Dictionary<string, string> Remedies = Pairs(PackageChecks.All)
        .Concat(Pairs(PluginChecks.For(isShared: false)))
        .Concat(Pairs(PackageChecks.AtLast))
        .ToDictionary(check => check.Name, check => check.Remedy);

    /// <summary>The results, each as soon as it is there.</summary>
    /// <param name="path">Where the package is to be; something is there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public IEnumerable<PluginCheckResult> Run(string path, CancellationToken cancellationToken)
    {
        var left = Remedies.Keys.Where(filter.IsWanted).ToList();
        var running = PackageChecks.All[0].Name;
        var end = $"There is no module in '{path}': it has neither a manifest (.psd1) nor a folder module/ with one.";
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        if (PackagePlace.Find(path) is { } place)
        {
            name = Path.GetFileNameWithoutExtension(place.Manifest);
            using var process = new PackageProcess(request with { Manifest = place.Manifest, Project = place.Project });
            while (left.Count > 0 && Next(process, cancellationToken) is { } message)
            {
                if (message.Result is not { } result)
                {
                    running = message.Name;
                    continue;
                }

                running = null;
                left.Remove(message.Name);
                yield return new(name, message.Name, result, message.Message, message.Remedy);
            }

            end = process.End;
        }

        if (left.Count > 0)
        {
            running ??= left[0];
            left.Remove(running);
            yield return new(name, running, PluginCheckOutcome.Failed, end, Remedies[running]);
        }

        foreach (var check in left)
        {
            yield return new(name, check, PluginCheckOutcome.Skipped, $"There was nothing to check, because of '{running}'.");
        }
    }

    private static PackageMessage? Next(PackageProcess process, CancellationToken cancellationToken)
    {
        try
        {
            return process.Next(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    private static IEnumerable<(string Name, string Remedy)> Pairs<T>(IEnumerable<Check<T>> checks) => checks.Select(check => (check.Name, check.Remedy));
}
