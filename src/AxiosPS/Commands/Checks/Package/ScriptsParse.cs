using System.Management.Automation.Language;

namespace AxiosPS.Checks;

internal sealed class ScriptsParse : Check<PackageProbe>
{
    public override string Name => "Its scripts can be read";

    public override string Remedy => "Correct the script at that place.";

    public override void Run(PackageProbe subject)
    {
        foreach (var file in subject.Files("*.ps?1").Concat(subject.Files("*.ps1")))
        {
            Parser.ParseFile(file, out _, out var errors);
            if (errors is [var error, ..])
            {
                throw CheckException.Failed($"{subject.Shown(file)}, line {error.Extent.StartLineNumber}: {error.Message}");
            }
        }
    }
}
