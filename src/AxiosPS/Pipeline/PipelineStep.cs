namespace AxiosPS;

/// <summary>One line of a client's pipeline, in the order in which a request meets it.</summary>
public sealed class PipelineStep
{
    internal PipelineStep(AxiosClient client, int order, string stage, Registration? registration)
    {
        Client = client;
        Order = order;
        Stage = stage;
        Registration = registration;
        Id = registration?.Id;
        Owner = registration?.Owner;
        Name = registration?.Name ?? "";
        Concurrent = registration is { Options.Concurrent: true };
    }

    /// <summary>1 for the first.</summary>
    public int Order { get; }

    /// <summary>Where in the way of a request: Request, Middleware, AttemptRequest, Transport, AttemptResponse, Response.</summary>
    public string Stage { get; }

    /// <summary>The name of the hook.</summary>
    public string Name { get; internal init; }

    /// <summary>The name of the plugin that registered it, null if none did.</summary>
    public string? Plugin => Owner?.Name;

    /// <summary>The number by which the hook is ejected, null for the transport.</summary>
    public int? Id { get; }

    /// <summary>Whether it was declared to be concurrent. Middleware in C# is so without being declared.</summary>
    public bool Concurrent { get; }

    /// <summary>The client.</summary>
    public AxiosClient Client { get; }

    /// <summary>For example <c>2 Middleware TimingPlugin</c>.</summary>
    public override string ToString() => $"{Order} {Stage} {Name}";

    internal Registration? Registration { get; }

    internal AttachedPlugin? Owner { get; }

    internal static IReadOnlyList<PipelineStep> Of(AxiosClient client)
    {
        var hooks = client.Hooks;
        var steps = new List<PipelineStep>();
        Add("Request", hooks.Request);
        Add("Middleware", hooks.Middleware);
        Add("AttemptRequest", hooks.AttemptRequest);
        steps.Add(new(client, steps.Count + 1, "Transport", null) { Name = HttpTokens.Visible(client.Transport.ToString() ?? "") });
        Add("AttemptResponse", hooks.AttemptResponse);
        Add("Response", hooks.Response);
        return steps;

        void Add(string stage, IEnumerable<Registration> registrations)
        {
            foreach (var registration in registrations)
            {
                steps.Add(new(client, steps.Count + 1, stage, registration));
            }
        }
    }
}
