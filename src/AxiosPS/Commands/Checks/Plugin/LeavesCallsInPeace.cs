namespace AxiosPS.Checks;

internal sealed class LeavesCallsInPeace : Check<PluginProbe>
{
    private const int Calls = 4;

    public override string Name => "Calls that are under way when it is removed are answered";

    public override string Remedy => "Calls end with the hooks that they began with. Let Uninstall dispose of nothing that these may still need, such as a semaphore, or wait until they are through.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        subject.EnsureWorksElsewhere(client);
        var calls = Enumerable.Range(0, Calls).Select(_ => subject.BeginElsewhere(client, PluginProbe.Get(ProbeTransport.Held))).ToArray();
        subject.Wait(Task.WhenAny(subject.Transport.Arrived, Task.WhenAll(calls)), "a call");
        subject.EnsureReached();
        subject.Remove(client);
        subject.Transport.Release();
        if (subject.Wait(Task.WhenAll(calls), "a call that was under way when it was removed").FirstOrDefault(call => call.Failure is not null) is { } failed)
        {
            throw CheckException.Failed($"A call that was under way when it was removed fails: {failed.Failure}");
        }
    }
}
