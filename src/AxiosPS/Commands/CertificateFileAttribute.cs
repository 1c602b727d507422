using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Takes paths of PEM or DER files where certificates are wanted.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class CertificateFileAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is null ? null : ModuleLifetime.Unwrap(inputData)) switch
    {
        string path => Read(path, engineIntrinsics),
        FileInfo file => Read(file.FullName, engineIntrinsics),
        object[] several => several.SelectMany(one => Transform(engineIntrinsics, one) is X509Certificate2[] read ? read.Cast<object>() : [one]).ToArray(),
        _ => inputData!,
    };

    private static X509Certificate2[] Read(string path, EngineIntrinsics engine)
    {
        try
        {
            var file = ShellPath.Resolve(path, engine.SessionState.Path);
            var read = new X509Certificate2Collection();
            if (File.ReadAllText(file).Contains("-----BEGIN", StringComparison.Ordinal))
            {
                read.ImportFromPemFile(file);
            }
            else
            {
                read.Add(new X509Certificate2(File.ReadAllBytes(file)));
            }

            return read.Count > 0 ? [.. read] : throw new ArgumentTransformationMetadataException($"The file '{path}' holds no certificate.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ArgumentTransformationMetadataException($"The certificate file '{path}' cannot be read: {e.Message}", e);
        }
    }
}
