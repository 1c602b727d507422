namespace AxiosPS.Checks;

internal sealed class LeavesNoHook : Check<PluginProbe>
{
    public override string Name => "None of its hooks is left after its removal";

    public override string Remedy => "Register hooks in Attach alone, where the client knows whose they are, and none in Uninstall or in the hooks themselves.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        subject.Call(client, PluginProbe.Get(ProbeTransport.Fine));
        subject.Remove(client);
        if (client.Pipeline.FirstOrDefault(step => step.Id is not null) is { } left)
        {
            throw CheckException.Failed($"The hook '{left.Name}' ({left.Stage}) is still there.");
        }

        if (client.Plugins is [var other, ..])
        {
            throw CheckException.Failed($"The plugin '{other.Name}', which it has attached, is still there.");
        }
    }
}
