namespace AxiosPS;

/// <summary>The plugins of a client: who is attached, and which hooks are whose.</summary>
internal sealed class PluginRegistry(AxiosClient client)
{
    // Flows with Attach, so that what it registers is known as the plugin's.
    private static readonly AsyncLocal<AttachedPlugin?> Attaching = new();

    private readonly object gate = new();
    private volatile AttachedPlugin[] attached = [];

    public IReadOnlyList<AttachedPlugin> All => attached;

    /// <summary>The plugin that is registering hooks on this client just now, if it is one.</summary>
    public AttachedPlugin? CurrentOwner
    {
        get
        {
            var owner = Attaching.Value;
            if (owner is null || !ReferenceEquals(owner.Client, client))
            {
                return null;
            }

            return owner.IsGone ? throw new InvalidOperationException($"The plugin '{owner.Name}' is no longer attached, so it cannot register hooks.") : owner;
        }
    }

    public void Attach(object plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin = Host.Unwrap(plugin);
        var added = new AttachedPlugin(plugin, PluginShapes.From(plugin), client);
        lock (gate)
        {
            if (Array.Exists(attached, a => ReferenceEquals(a.Plugin, plugin)))
            {
                throw new ArgumentException($"This plugin ('{added.Name}') is attached to the client already. Remove it first, or attach another instance.");
            }

            attached = [.. attached, added];
        }

        var outer = Attaching.Value;
        Attaching.Value = added;
        try
        {
            added.Attach();
        }
        catch
        {
            TakeAway(added);
            throw;
        }
        finally
        {
            Attaching.Value = outer;
        }

        if (client.IsClosed)
        {
            // Closed in the meantime, perhaps after it had looked for plugins to remove.
            Remove(added);
            client.ThrowIfClosed();
        }
    }

    /// <summary>Ejects the plugin's hooks, then uninstalls it; false if it is not attached (any more).</summary>
    public bool Remove(AttachedPlugin plugin)
    {
        if (!TakeAway(plugin))
        {
            return false;
        }

        plugin.Uninstall();
        return true;
    }

    public AttachedPlugin? Find(object plugin) =>
        plugin as AttachedPlugin ?? Array.FindLast(attached, a => ReferenceEquals(a.Plugin, Host.Unwrap(plugin)));

    /// <summary>Removes all, last first, each once; what they throw is thrown together at the end.</summary>
    public void Close()
    {
        var errors = new List<Exception>();
        foreach (var plugin in Enumerable.Reverse(attached))
        {
            try
            {
                Remove(plugin);
            }
            catch (Exception e)
            {
                errors.Add(e);
            }
        }

        if (errors.Count > 0)
        {
            throw new AxiosHookException("The client is closed, but not every plugin went quietly:", string.Join(" ", errors.Select(e => e.Message)), new AggregateException(errors));
        }
    }

    private bool TakeAway(AttachedPlugin plugin)
    {
        lock (gate)
        {
            if (plugin.IsGone || !attached.Contains(plugin))
            {
                return false;
            }

            plugin.IsGone = true;
            attached = [.. attached.Where(a => a != plugin)];
        }

        client.EjectAll(plugin);
        return true;
    }
}
