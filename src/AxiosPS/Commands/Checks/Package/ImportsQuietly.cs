namespace AxiosPS.Checks;

internal sealed class ImportsQuietly : Check<PackageProbe>
{
    public override string Name => "Its import is quiet, and leaves the session and the network alone";

    public override string Remedy => "Let the module define its functions and load its assembly, and no more. What is slow, loud or far away belongs into the plugin.";

    public override void Run(PackageProbe subject)
    {
        if (subject.SideEffect is { } effect)
        {
            throw CheckException.Failed($"Its import {effect}.");
        }
    }
}
