namespace AxiosPS;

/// <summary>A plugin on a client.</summary>
public sealed class AttachedPlugin
{
    private readonly IAxiosPlugin contract;

    internal AttachedPlugin(object plugin, IAxiosPlugin contract, AxiosClient client, AttachedPlugin? outer)
    {
        Outer = outer;
        this.contract = contract;
        Plugin = plugin;
        Client = client;
        Name = HttpTokens.Shown(contract.Name, "The name of a plugin");
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The object that was given.</summary>
    public object Plugin { get; }

    /// <summary>The client that it is attached to.</summary>
    public AxiosClient Client { get; }

    /// <summary>The hooks that it registered and that are in force.</summary>
    public IReadOnlyList<PipelineStep> Hooks => [.. Client.Pipeline.Where(s => ReferenceEquals(s.Owner, this))];

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    internal bool IsGone { get; set; }

    /// <summary>The plugin whose Attach attached this one; they go together.</summary>
    internal AttachedPlugin? Outer { get; }

    internal void Attach()
    {
        try
        {
            contract.Attach(Client);
        }
        catch (Exception e) when (e is not AxiosException && !Host.IsStop(e))
        {
            e.Data[AxiosHookException.HintKey] ??= MissingAssembly.Hint(e, Plugin);
            throw AxiosHookException.From($"The plugin '{Name}' could not be attached: Attach", e);
        }
    }

    internal void Uninstall()
    {
        try
        {
            contract.Uninstall(Client);
        }
        catch (Exception e) when (e is not AxiosException && !Host.IsStop(e))
        {
            throw AxiosHookException.From($"The plugin '{Name}': Uninstall", e);
        }
    }
}
