namespace AxiosPS.Checks;

internal sealed class PassesOnFailures : Check<PluginProbe>
{
    public override string Name => "A failure of the network comes to the caller";

    public override string Remedy => "Let the error of next go on, or throw another one with it as the inner exception. An answer in its place says by its status that there is none (503).";

    // What has an answer from somewhere else for an address that nobody has asked before, takes the failure for one.
    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        var outcome = subject.Call(client, PluginProbe.Get(ProbeTransport.Broken));
        subject.EnsureReached();
        if (outcome.Response is { Ok: true } response)
        {
            throw CheckException.Failed($"The transport has failed, and the caller has got an answer with status {response.StatusCode}.");
        }

        if (outcome.Error is not null && !outcome.Errors.Any(e => e is AxiosNetworkException))
        {
            throw CheckException.Failed($"The transport has failed, and the caller hears of something else: {outcome}");
        }
    }
}
