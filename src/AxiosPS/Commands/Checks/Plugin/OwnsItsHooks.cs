namespace AxiosPS.Checks;

internal sealed class OwnsItsHooks : Check<PluginProbe>
{
    public override string Name => "All its hooks are registered in Attach and are its own";

    public override string Remedy => "Register hooks in Attach, on the client that it is given, and before it returns: then they are listed under the plugin and go with it.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        var known = client.Pipeline.Select(step => step.Id).ToHashSet();
        for (var i = 0; i < 3; i++)
        {
            subject.Call(client, PluginProbe.Get(ProbeTransport.Fine));
        }

        foreach (var step in client.Pipeline.Where(step => step.Id is not null))
        {
            if (step.Owner is null)
            {
                throw CheckException.Failed($"The hook '{step.Name}' ({step.Stage}) belongs to no plugin: it was not registered in Attach.");
            }

            if (!known.Contains(step.Id))
            {
                throw CheckException.Failed($"The hook '{step.Name}' ({step.Stage}) was registered after Attach had returned.");
            }
        }
    }
}
