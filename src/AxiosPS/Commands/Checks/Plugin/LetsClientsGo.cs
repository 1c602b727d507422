using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace AxiosPS.Checks;

internal sealed class LetsClientsGo : Check<PluginProbe>
{
    private const int Clients = 3;

    public override string Name => "Nothing of it keeps a client that is closed";

    public override string Remedy => "Let Uninstall stop the timers and threads of this client, take its event handlers away and drop it from every list; or keep it in a ConditionalWeakTable.";

    public override void Run(PluginProbe subject)
    {
        var used = UseAndClose(subject);
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < subject.Soon)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();

            // One may hang on to a field that the next one takes, or to a register; what leaks, leaks all.
            if (used.Any(client => !client.IsAlive))
            {
                return;
            }

            subject.Pause(); // work of the plugin may be on its way to its end
        }

        throw CheckException.Failed($"Of {Clients} clients that were closed something still holds every one: a timer, a thread, an event handler or a list of the plugin's.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] UseAndClose(PluginProbe subject)
    {
        var used = new WeakReference[Clients];
        used[0] = UseOne(subject);
        for (var i = 1; i < Clients; i++)
        {
            try
            {
                used[i] = UseOne(subject);
            }
            catch (AxiosException e)
            {
                throw CheckException.Skipped($"It serves no client after another one: {e.Message}");
            }
        }

        return used;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseOne(PluginProbe subject)
    {
        var client = subject.NewOwnClient();
        subject.Attach(client);
        subject.Call(client, PluginProbe.Get(ProbeTransport.Fine));
        subject.Close(client);
        return new(client);
    }
}
