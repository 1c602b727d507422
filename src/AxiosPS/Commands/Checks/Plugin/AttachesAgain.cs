namespace AxiosPS.Checks;

/// <param name="isShared">Whether all checks have the same plugin.</param>
internal sealed class AttachesAgain(bool isShared) : Check<PluginProbe>
{
    public override string Name => "It may be attached again after its removal";

    public override string Remedy => "Make in Attach what Uninstall takes away. For the checks that are skipped now give -Factory, so that each has a plugin of its own.";

    public override bool IsBasis => isShared;

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        var hooks = PluginProbe.HooksOn(client);
        var hasAnswered = HasAnswer(subject, client);
        subject.Remove(client);
        subject.Attach(client);
        if (PluginProbe.HooksOn(client) is var now && now != hooks)
        {
            throw CheckException.Failed($"It had {hooks} hooks the first time and has {now} the second.");
        }

        if (hasAnswered && subject.Call(client, PluginProbe.Get(ProbeTransport.Fine)) is { Failure: { } failure })
        {
            throw CheckException.Failed($"Calls fail once it is attached again: {failure}");
        }
    }

    // Calls that fail at the first time too are for the next check.
    private static bool HasAnswer(PluginProbe subject, AxiosClient client)
    {
        try
        {
            return subject.Call(client, PluginProbe.Get(ProbeTransport.Fine), subject.Soon).Failure is null;
        }
        catch (CheckException)
        {
            return false;
        }
    }
}
