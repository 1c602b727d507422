namespace AxiosPS.Checks;

internal sealed class PassesOnStatuses : Check<PluginProbe>
{
    public override string Name => "A bad status comes to the caller";

    public override string Remedy => "Let the response of next go on as it is, and an error as it is or as the inner exception of another one.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        var outcome = subject.Call(client, PluginProbe.Get(ProbeTransport.Missing));
        subject.EnsureReached();
        if (outcome.Response is { Ok: true } response)
        {
            throw CheckException.Failed($"The server has answered 404, and the caller has got an answer with status {response.StatusCode}.");
        }

        if (outcome.Error is not null && !outcome.Errors.Any(e => e is AxiosStatusException))
        {
            throw CheckException.Failed($"The server has answered 404, and the caller hears of something else: {outcome}");
        }
    }
}
