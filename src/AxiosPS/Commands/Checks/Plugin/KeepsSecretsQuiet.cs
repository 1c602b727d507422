namespace AxiosPS.Checks;

internal sealed class KeepsSecretsQuiet : Check<PluginProbe>
{
    public override string Name => "No secret comes out in what it writes or throws";

    public override string Remedy => "Write context.DisplayUri instead of context.Uri, and headers by listing them ($context.Headers): those are masked.";

    public override void Run(PluginProbe subject)
    {
        using var console = new ConsoleTap();
        var client = subject.NewClient();
        var secrets = ProbeSecrets.GiveTo(client);
        subject.Attach(client);
        foreach (var kind in (string[])[ProbeTransport.Fine, ProbeTransport.Missing, ProbeTransport.Broken])
        {
            foreach (var error in subject.Call(client, PluginProbe.Get(kind)).Errors)
            {
                Look(error.Message, $"the message of a {error.GetType().Name}");
            }
        }

        subject.Remove(client);
        foreach (var record in subject.Output)
        {
            Look(record, "what its scripts write");
        }

        Look(console.Close(), "what it writes to the console");

        void Look(string text, string where)
        {
            if (ProbeSecrets.Find(secrets, text) is { } found)
            {
                throw CheckException.Failed($"The {found} stands in {where}.");
            }
        }
    }
}
