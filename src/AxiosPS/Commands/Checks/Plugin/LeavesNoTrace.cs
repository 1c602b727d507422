namespace AxiosPS.Checks;

internal sealed class LeavesNoTrace : Check<PluginProbe>
{
    public override string Name => "After its removal requests go out as they did before it";

    public override string Remedy => "Change requests in hooks. What Attach changes in the client itself (its Defaults, say) Uninstall has to put back.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.NewClient();
        var request = PluginProbe.Get(ProbeTransport.Fine);
        Send();
        subject.Attach(client);
        subject.Call(client, PluginProbe.Get(ProbeTransport.Fine));
        subject.Remove(client);
        Send();

        var (before, after) = (subject.Transport.Seen.First().Text, subject.Transport.Seen.Last().Text);
        if (before != after)
        {
            var changed = after.Split('\n').Except(before.Split('\n')).Concat(before.Split('\n').Except(after.Split('\n'))).Select(line => line.Split(':')[0]).Distinct();
            throw CheckException.Failed($"The request has changed in: {string.Join(", ", changed)}.");
        }

        void Send()
        {
            if (subject.Call(client, request) is { Failure: { } failure })
            {
                throw CheckException.Failed($"A call without it fails: {failure}");
            }
        }
    }
}
