namespace AxiosPS.Checks;

internal sealed class ServesSeveralClients : Check<PluginProbe>
{
    public override string Name => "It serves several clients at once, and leaves one without the other";

    public override string Remedy => "Keep what belongs to a client in its hooks, or in a table with the client as its key, and let Uninstall take away what belongs to the client that it is given. One that serves a single client throws in the second Attach and says so.";

    public override void Run(PluginProbe subject)
    {
        var (first, second) = (subject.Attached(), subject.NewClient());
        try
        {
            subject.Attach(second);
        }
        catch (AxiosException e)
        {
            throw CheckException.Skipped($"It refuses a second client: {e.Message}");
        }

        if (PluginProbe.HooksOn(first) != PluginProbe.HooksOn(second))
        {
            throw CheckException.Failed($"It has {PluginProbe.HooksOn(first)} hooks on the first client and {PluginProbe.HooksOn(second)} on the second.");
        }

        Answers(first, "of the first client");
        Answers(second, "of the second client");
        var hooks = PluginProbe.HooksOn(second);
        subject.Remove(first);
        if (PluginProbe.HooksOn(second) != hooks)
        {
            throw CheckException.Failed($"Its removal from one client takes hooks from the other: of {hooks} are left {PluginProbe.HooksOn(second)}.");
        }

        Answers(second, "of the second client, after its removal from the first,");

        void Answers(AxiosClient client, string which)
        {
            if (subject.Call(client, PluginProbe.Get(ProbeTransport.Fine)) is { Failure: { } failure })
            {
                throw CheckException.Failed($"A call {which} fails: {failure}");
            }
        }
    }
}
