using System.Diagnostics;

namespace AxiosPS.Checks;

internal sealed class UninstallIsQuiet : Check<PluginProbe>
{
    public override string Name => "Uninstall throws nothing and returns at once";

    public override string Remedy => "Let Uninstall put up with whatever it finds: hooks that never ran, a connection that is gone, another client that is served still.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        subject.Call(client, PluginProbe.Get(ProbeTransport.Fine));
        var started = Stopwatch.GetTimestamp();
        subject.Do(() => client.RemovePlugin(subject.Plugin));
        var took = Stopwatch.GetElapsedTime(started);
        if (took > subject.Soon)
        {
            throw CheckException.Failed($"Uninstall has taken {took.TotalSeconds:0.#} s.");
        }
    }
}
