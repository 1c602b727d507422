namespace AxiosPS.Checks;

internal sealed class StopsAtTransport : Check<PluginProbe>
{
    public override string Name => "A call that is cancelled while it is under way ends at once";

    public override string Remedy => "Give context.CancellationToken to whatever waits. Do not catch the cancellation, or throw it on.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        using var cancel = new CancellationTokenSource(subject.Soon); // where no call arrives, the plugin holds it
        _ = CancelAsync(subject.Transport.Arrived, cancel); // not from here: a script that waits in next has this thread
        var call = subject.Call(client, PluginProbe.Get(ProbeTransport.Held), 2 * subject.Soon, cancel.Token);
        if (cancel.IsCancellationRequested && call.Error is not AxiosCanceledException)
        {
            throw CheckException.Failed($"The call was cancelled, and the caller has got {call}");
        }

        if (!cancel.IsCancellationRequested)
        {
            subject.EnsureReached(); // else the plugin itself has held it
        }
    }

    private static async Task CancelAsync(Task arrived, CancellationTokenSource cancel)
    {
        await arrived.ConfigureAwait(false);
        cancel.CancelQuietly();
    }
}
