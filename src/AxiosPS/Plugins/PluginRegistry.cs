using System.Runtime.ExceptionServices;

namespace AxiosPS;

/// <summary>The plugins of a client: who is attached, and which hooks are whose.</summary>
internal sealed class PluginRegistry(AxiosClient client)
{
    // Flows with Attach, so that what it registers is known as the plugin's.
    private static readonly AsyncLocal<AttachedPlugin?> Attaching = new();

    private readonly object gate = new();
    private volatile AttachedPlugin[] attached = [];

    public IReadOnlyList<AttachedPlugin> All => attached;

    /// <summary>The plugin whose Attach or Uninstall on this client runs just now, if one does.</summary>
    public AttachedPlugin? Acting => Attaching.Value is { } plugin && ReferenceEquals(plugin.Client, client) ? plugin : null;

    /// <summary>The plugin that is registering hooks on this client just now, if it is one.</summary>
    public AttachedPlugin? CurrentOwner => Acting is { IsGone: true } gone
        ? throw new InvalidOperationException($"The plugin '{gone.Name}' is no longer attached, so it cannot register hooks.")
        : Acting;

    public void Attach(object plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        plugin = Host.Unwrap(plugin);
        var added = new AttachedPlugin(plugin, PluginShapes.From(plugin), client, CurrentOwner);
        lock (gate)
        {
            if (Array.Exists(attached, a => ReferenceEquals(a.Plugin, plugin)))
            {
                throw new ArgumentException($"This plugin ('{added.Name}') is attached to the client already. Remove it first, or attach another instance.");
            }

            attached = [.. attached, added];
        }

        try
        {
            As(added, added.Attach);
        }
        catch
        {
            TakeAway(added);
            RemoveAll(attached.Where(a => a.Outer == added)); // what fails here is less than why Attach did
            throw;
        }

        if (client.IsClosed)
        {
            // Closed in the meantime, perhaps after it had looked for plugins to remove.
            Remove(added);
            client.ThrowIfClosed();
        }
    }

    /// <summary>Ejects the plugin's hooks, then uninstalls it and what it had attached; false if it is not attached (any more).</summary>
    public bool Remove(AttachedPlugin plugin)
    {
        if (!TakeAway(plugin))
        {
            return false;
        }

        var errors = RemoveAll(attached.Where(a => a.Outer == plugin));
        try
        {
            As(plugin, plugin.Uninstall);
        }
        catch (Exception e) when (errors.Count > 0)
        {
            errors.Add(e);
        }

        ThrowIfAny(errors, $"The plugin '{plugin.Name}' is removed, but not every plugin went quietly:");
        return true;
    }

    public AttachedPlugin? Find(object plugin) =>
        plugin as AttachedPlugin ?? Array.FindLast(attached, a => ReferenceEquals(a.Plugin, Host.Unwrap(plugin)));

    /// <summary>Removes all, last first, each once; what they throw is thrown together at the end.</summary>
    public void Close() => ThrowIfAny(RemoveAll(attached), "The client is closed, but not every plugin went quietly:");

    private static void ThrowIfAny(List<Exception> errors, string what)
    {
        if (errors.Find(e => Host.IsStop(e)) is { } stop)
        {
            ExceptionDispatchInfo.Throw(stop); // the others have been removed all the same
        }

        if (errors.Count > 0)
        {
            throw new AxiosHookException(what, string.Join(" ", errors.Select(e => e.Message)), new AggregateException(errors));
        }
    }

    // What a plugin registers meanwhile is its own; once it is gone it can register nothing.
    private static void As(AttachedPlugin plugin, Action work)
    {
        var outer = Attaching.Value;
        Attaching.Value = plugin;
        try
        {
            work();
        }
        finally
        {
            Attaching.Value = outer;
        }
    }

    private List<Exception> RemoveAll(IEnumerable<AttachedPlugin> plugins)
    {
        var errors = new List<Exception>();
        foreach (var plugin in plugins.Reverse().ToArray())
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

        return errors;
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
