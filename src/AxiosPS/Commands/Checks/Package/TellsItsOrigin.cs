namespace AxiosPS.Checks;

internal sealed class TellsItsOrigin : Check<PackageProbe>
{
    public override string Name => "It says what it does, who made it and under which licence";

    public override string Remedy => "Put Author and Description into the manifest, and a LICENSE beside it or its address into PrivateData.PSData.LicenseUri.";

    public override void Run(PackageProbe subject)
    {
        foreach (var key in (string[])["Author", "Description"])
        {
            if (string.IsNullOrWhiteSpace(subject.Data.Text(key)))
            {
                throw CheckException.Failed($"The manifest has no {key}.");
            }
        }

        if (string.IsNullOrWhiteSpace($"{subject.Data.Published("LicenseUri")}") && !Directory.EnumerateFiles(subject.Folder, "LICEN?E*").Any())
        {
            throw CheckException.Failed("It names no licence.");
        }
    }
}
