namespace AxiosPS.Checks;

internal sealed class AnswersPlainCall : Check<PluginProbe>
{
    public override string Name => "A plain call has an answer";

    public override string Remedy => "Hooks throw nothing where nothing is wrong, and wait for nothing that does not come: a middleware ends with the response of next, or one of its own.";

    public override bool IsBasis => true;

    public override void Run(PluginProbe subject)
    {
        if (subject.Call(subject.Attached(), PluginProbe.Get(ProbeTransport.Fine)) is { Failure: { } failure })
        {
            throw CheckException.Failed($"A GET fails: {failure}");
        }
    }
}
