namespace AxiosPS.Checks;

internal sealed class IsPlugin : Check<PluginProbe>
{
    public override string Name => "It is recognised as a plugin";

    public override string Remedy => "Give it a method Attach that takes the client, or make it with New-AxiosPlugin. A package goes to -Path.";

    public override bool IsBasis => true;

    public override void Run(PluginProbe subject) => PluginShapes.From(Host.Unwrap(subject.Plugin));
}
