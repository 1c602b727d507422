namespace AxiosPS.Checks;

internal sealed class StopsInPlugin : Check<PluginProbe>
{
    private const int Others = 3;

    public override string Name => "A call that is cancelled while it waits for another one ends at once";

    public override string Remedy => "Give context.CancellationToken to whatever waits: a semaphore, a task that calls share, a delay.";

    public override void Run(PluginProbe subject)
    {
        var same = PluginProbe.Get(ProbeTransport.Held); // for all, so that a plugin may let one wait for the other
        var path = same.Uri!;
        var client = subject.NewClient();
        var entered = 0;
        var allEntered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.Use(
            (context, next) =>
            {
                if (context.Uri.AbsolutePath == path && Interlocked.Increment(ref entered) == 1 + Others)
                {
                    allEntered.TrySetResult();
                }

                return next(context);
            },
            new HookOptions { Name = "of the check" });
        subject.Attach(client); // further in: who has come by the hook is in the plugin
        subject.EnsureWorksElsewhere(client);

        var first = subject.BeginElsewhere(client, same);
        AwaitUnlessHeld(subject.Transport.Arrived);
        if (first.IsCompleted)
        {
            subject.EnsureReached();
        }

        using var cancel = new CancellationTokenSource();
        var others = Enumerable.Range(0, Others).Select(_ => subject.BeginElsewhere(client, same, cancel.Token)).ToArray();
        AwaitUnlessHeld(allEntered.Task);
        var waiting = Array.FindAll(others, call => !call.IsCompleted);
        cancel.CancelQuietly();
        foreach (var call in waiting)
        {
            if (subject.WaitSoon(call, "a call that was cancelled while an equal one was under way") is { Error: not AxiosCanceledException } other)
            {
                throw CheckException.Failed($"A call was cancelled, and the caller has got {other}");
            }
        }

        subject.Transport.Release();
        if (subject.Wait(first, "the call that the cancelled ones have waited for") is { Failure: { } failure })
        {
            throw CheckException.Failed($"The call that the cancelled ones have waited for fails: {failure}");
        }

        // A plugin that waits before its middleware, or answers by itself, lets nobody come by.
        void AwaitUnlessHeld(Task task) => subject.Wait(Task.WhenAny(task, first, Task.Delay(subject.Soon)), "a call");
    }
}
