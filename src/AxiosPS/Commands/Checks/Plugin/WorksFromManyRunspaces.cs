namespace AxiosPS.Checks;

internal sealed class WorksFromManyRunspaces : Check<PluginProbe>
{
    private const int Runspaces = 16;
    private const int CallsOfEach = 4;

    public override string Name => "Calls from 16 runspaces at once are all answered";

    public override string Remedy => "Guard what calls share with a lock or a concurrent collection, and keep what belongs to one call in context.Items. A script hook takes values along by $using: or GetNewClosure(); the class of a PowerShell object needs [NoRunspaceAffinity()].";

    public override void Run(PluginProbe subject)
    {
        var client = subject.Attached();
        for (var i = 0; i < CallsOfEach; i++)
        {
            var asked = Enumerable.Range(0, Runspaces).Select(_ => PluginProbe.Get(ProbeTransport.Fine)).ToArray();
            var paths = Array.ConvertAll(asked, config => config.Uri!);
            var calls = Task.WhenAll(asked.Select(config => subject.BeginElsewhere(client, config)));
            var outcomes = subject.Wait(calls, $"one of {Runspaces} calls at once");
            if (outcomes.FirstOrDefault(outcome => outcome.Failure is not null) is { } failed)
            {
                throw CheckException.Failed($"{outcomes.Count(outcome => outcome.Failure is not null)} of {Runspaces} calls at once fail: {failed.Failure}");
            }

            for (var n = 0; n < Runspaces; n++)
            {
                if (Array.Exists(paths, path => path != paths[n] && outcomes[n].Response is { } response && response.Text.Contains(path, StringComparison.Ordinal)))
                {
                    throw CheckException.Failed("A call has got the answer to another one.");
                }
            }
        }
    }
}
