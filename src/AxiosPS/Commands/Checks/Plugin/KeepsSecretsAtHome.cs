using System.Text;

namespace AxiosPS.Checks;

internal sealed class KeepsSecretsAtHome : Check<PluginProbe>
{
    public override string Name => "No secret goes to another origin";

    public override string Remedy => "Put credentials into headers with a secret name (Authorization, X-Api-Key, or MarkSecret) in an interceptor: the client leaves those behind. Copy no secret into anything else.";

    public override void Run(PluginProbe subject)
    {
        var client = subject.NewClient();
        var secrets = ProbeSecrets.GiveTo(client);
        subject.Attach(client);
        subject.Call(client, PluginProbe.Get(ProbeTransport.Moved));
        subject.Call(client, PluginProbe.Get(ProbeTransport.Elsewhere + ProbeTransport.Fine));
        var own = PluginProbe.Get(ProbeTransport.Moved);
        own.Headers["Authorization"] = secrets.Values.First();
        subject.Call(client, own);
        subject.EnsureReached();
        foreach (var request in subject.Transport.Seen.Where(seen => seen.Uri.GetLeftPart(UriPartial.Authority) == ProbeTransport.Elsewhere))
        {
            foreach (var (name, value, isSecret) in request.Headers)
            {
                if (isSecret || ProbeSecrets.Find(secrets, value) is not null)
                {
                    throw CheckException.Failed($"The header '{name}' goes to another origin with {(ProbeSecrets.Find(secrets, value) is { } known ? $"the client's {known}" : "a secret of the plugin's")}.");
                }
            }

            if (ProbeSecrets.Find(secrets, request.Uri.AbsoluteUri + Encoding.UTF8.GetString(request.Body)) is { } found)
            {
                throw CheckException.Failed($"The client's {found} goes to another origin in the address or the body.");
            }
        }
    }
}
