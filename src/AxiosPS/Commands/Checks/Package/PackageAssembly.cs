using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AxiosPS.Checks;

/// <summary>An assembly of a package, read without loading it.</summary>
/// <param name="File">Its file.</param>
/// <param name="References">What it refers to.</param>
internal sealed record PackageAssembly(string File, IReadOnlyList<AssemblyName> References)
{
    private static readonly string[] Hosts = [nameof(AxiosPS), "System.Management.Automation"];

    /// <summary>Whether it is the author's own, and not a library that it uses.</summary>
    public bool IsOwn => References.Any(reference => Hosts.Contains(reference.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>Those of a package; native libraries are none.</summary>
    public static IEnumerable<PackageAssembly> Of(PackageProbe package) => package.Files("*.dll").Select(Read).OfType<PackageAssembly>();

    private static PackageAssembly? Read(string file)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(file);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
            {
                return null;
            }

            var metadata = image.GetMetadataReader();
            return new(file, [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())]);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
