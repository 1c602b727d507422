using System.Management.Automation;

namespace AxiosPS.Commands;

/// <summary>Takes hooks away, as Get-AxiosPipeline lists them, by their number or by their name.</summary>
[Cmdlet(VerbsCommon.Remove, "AxiosHook", DefaultParameterSetName = nameof(InputObject), SupportsShouldProcess = true)]
public sealed class RemoveAxiosHookCommand : PSCmdlet
{
    /// <summary>What Get-AxiosPipeline lists; the transport among it is passed over.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(InputObject), ValueFromPipeline = true)]
    public PipelineStep InputObject { get; set; } = null!;

    /// <summary>The client.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = nameof(Id), ValueFromPipeline = true)]
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = nameof(Name), ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(VariableCompleter<AxiosClient>))]
    public AxiosClient Client { get; set; } = null!;

    /// <summary>The number, as Use gave it and Get-AxiosPipeline shows it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Id))]
    [ArgumentCompleter(typeof(HookIdCompleter))]
    public int Id { get; set; }

    /// <summary>The name, as Get-AxiosPipeline shows it; wildcards are allowed. All hooks of that name are taken away.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Name))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(HookNameCompleter))]
    public string Name { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        switch (ParameterSetName)
        {
            case nameof(Name):
                RemoveNamed();
                break;
            case nameof(Id):
                Remove(Client, Id, $"hook {Id}");
                break;
            default:
                Remove(InputObject.Client, InputObject.Id, $"hook {InputObject.Id}");
                break;
        }
    }

    private void RemoveNamed()
    {
        var pattern = new WildcardPattern(Name, WildcardOptions.IgnoreCase);
        var hooks = Client.Pipeline.Where(step => step.Id is not null).ToArray();
        var named = Array.FindAll(hooks, step => pattern.IsMatch(step.Name));
        if (named.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(Name))
        {
            var meant = Known.Nearest(Name, [.. hooks.Select(step => step.Name)]);
            Fail($"There is no hook named '{Name}' on {Client}. {(meant is null ? "Get-AxiosPipeline lists those there are." : $"Did you mean '{meant}'?")}", Name);
        }

        foreach (var step in named)
        {
            Remove(Client, step.Id, $"hook {step.Id} ({step.Name})");
        }
    }

    private void Remove(AxiosClient client, int? id, string what)
    {
        if (id is not null && ShouldProcess($"{what} of {client}") && !client.Eject(id.Value))
        {
            Fail($"There is no hook {id} on {client} (any more). Get-AxiosPipeline lists those there are.", id);
        }
    }

    private void Fail(string message, object target) => WriteError(new(new ArgumentException(message), "HookNotFound", ErrorCategory.ObjectNotFound, target));
}
