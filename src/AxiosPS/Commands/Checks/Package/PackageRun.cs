using System.Management.Automation;

namespace AxiosPS.Checks;

/// <summary>The results of a package, of which those that its process no longer came to say so.</summary>
/// <param name="filter">Which checks.</param>
/// <param name="request">What its process is asked, apart from the place.</param>
internal sealed class PackageRun(CheckFilter filter, PackageRequest request)
{
    /// <summary>The results, each as soon as it is there.</summary>
    /// <param name="path">Where the package is to be; something is there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public IEnumerable<PluginCheckResult> Run(string path, CancellationToken cancellationToken)
    {
        if (PackagePlace.Find(path) is not { } place)
        {
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
            return new PackageTally(name, filter).Rest($"There is no module in '{path}': it has neither a manifest (.psd1) nor a folder module/ with one.");
        }

        return Run(place, cancellationToken);
    }

    private IEnumerable<PluginCheckResult> Run(PackagePlace place, CancellationToken cancellationToken)
    {
        var tally = new PackageTally(Path.GetFileNameWithoutExtension(place.Manifest), filter);
        using var process = new PackageProcess(request with { Manifest = place.Manifest, Project = place.Project });
        while (tally.IsWaiting && Next(process, cancellationToken) is { } message)
        {
            if (tally.Take(message) is { } result)
            {
                yield return result;
            }
        }

        foreach (var result in tally.Rest(process.End))
        {
            yield return result;
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
}
