namespace AxiosPS.Checks;

internal sealed class AttachesOnce : Check<PluginProbe>
{
    public override string Name => "The same client takes it only once";

    public override string Remedy => "Stay attached: a plugin that takes itself away in its Attach is neither listed nor removed, whatever it leaves in its place.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        var hooks = client.Pipeline.Count;
        try
        {
            subject.Attach(client);
        }
        catch (ArgumentException)
        {
            if (client.Pipeline.Count != hooks)
            {
                throw CheckException.Failed($"The refused second Attach has left hooks: {client.Pipeline.Count - hooks}.");
            }

            return;
        }

        throw CheckException.Failed("It could be attached to one client twice.");
    }
}
