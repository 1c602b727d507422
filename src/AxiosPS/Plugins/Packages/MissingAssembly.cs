using System.Reflection;

namespace AxiosPS;

/// <summary>What to do where a package lacks an assembly: .NET finds that out only when code of it is to run.</summary>
internal static class MissingAssembly
{
    /// <summary>A sentence to add to the error; null if it is about something else.</summary>
    public static string? Hint(Exception? error, object plugin)
    {
        while (error is not null and not (FileNotFoundException { FileName: not null } or FileLoadException { FileName: not null }))
        {
            error = error.InnerException;
        }

        var file = (error as FileNotFoundException)?.FileName ?? (error as FileLoadException)?.FileName;
        var assembly = plugin.GetType().Assembly;
        if (file?.Contains(", Version=", StringComparison.Ordinal) != true || assembly.GetName().Name is not { } package)
        {
            return null;
        }

        var remedy = PackageNames.HasPrefix(package) ? $"Install the package again: Install-PSResource {package} -Reinstall." : "Put it there.";
        return $" {new AssemblyName(file).Name} belongs in the folder of {package}, {Path.GetDirectoryName(assembly.Location)}. {remedy}";
    }
}
