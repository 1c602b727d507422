namespace AxiosPS;

/// <summary>A registered hook: never changed, only added and taken away.</summary>
internal abstract record Registration(int Id, string Kind, object Hook, HookOptions Options, AttachedPlugin? Owner)
{
    public string Name => Options.Name ?? HttpTokens.Visible(Hook.ToString() ?? Hook.GetType().Name);

    /// <summary>How messages name it.</summary>
    public string Description => $"The {Kind} '{Name}'{(Owner is null ? "" : $" of the plugin '{Owner.Name}'")}";
}
