using System.Diagnostics;

namespace AxiosPS.Checks;

internal sealed class AttachIsQuick : Check<PluginProbe>
{
    public override string Name => "Attach throws nothing and returns at once";

    public override string Remedy => "Let Attach register the hooks and no more. What takes time belongs into the first call, or into work that Attach begins and does not wait for.";

    public override bool IsBasis => true;

    public override void Run(PluginProbe subject)
    {
        var started = Stopwatch.GetTimestamp();
        subject.Attached();
        var took = Stopwatch.GetElapsedTime(started);
        if (took > subject.Soon)
        {
            throw CheckException.Failed($"Attach has taken {took.TotalSeconds:0.#} s.");
        }
    }
}
