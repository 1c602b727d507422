using System.Diagnostics;

namespace AxiosPS;

/// <summary>The hooks of a client and the plugins that register them.</summary>
public sealed partial class AxiosClient
{
    internal static readonly TraceSource Warnings = new("AxiosPS.Plugins");

    private readonly object gate = new();
    private readonly PluginRegistry plugins;
    private volatile HookTable hooks = HookTable.Empty;
    private int lastId;

    /// <summary>The interceptors.</summary>
    public Interceptors Interceptors { get; }

    /// <summary>The plugins, in the order in which they were attached.</summary>
    public IReadOnlyList<AttachedPlugin> Plugins => plugins.All;

    /// <summary>The hooks in the order in which a request meets them.</summary>
    public IReadOnlyList<PipelineStep> Pipeline => PipelineStep.Of(this);

    internal HookTable Hooks => hooks;

    /// <summary>Registers a middleware, inside those before it, and gives the number to eject it by.</summary>
    /// <exception cref="ArgumentException">The options have a condition or want each attempt, which only interceptors have; or it cannot be concurrent.</exception>
    public int Use(IMiddleware middleware, HookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        if (options is { When: not null } or { EachAttempt: true })
        {
            throw new ArgumentException("When and EachAttempt are for interceptors: a middleware wraps the whole call and decides by itself whether to do more than call next.");
        }

        var hook = options is { Concurrent: true } && middleware is ITakesTurns one ? one.Concurrent() : middleware;
        return Register((id, owner) => new MiddlewareRegistration(id, hook, options ?? new(), owner));
    }

    /// <summary>Takes a hook away, whatever its kind; false if there is none of this number.</summary>
    public bool Eject(int id) => Eject<Registration>(id);

    /// <summary>
    /// Attaches a plugin: any object with an <c>Attach(client)</c> method, which is called at once. If it throws, what it had
    /// registered is taken back and the plugin is not added.
    /// </summary>
    /// <returns>This client, for more.</returns>
    public AxiosClient Plugin(object plugin)
    {
        ThrowIfClosed();
        plugins.Attach(plugin);
        return this;
    }

    /// <summary>Ejects the hooks of a plugin and then calls its Uninstall; false if it is not attached.</summary>
    /// <param name="plugin">The object that was attached, or its entry in <see cref="Plugins"/>.</param>
    public bool RemovePlugin(object plugin) => plugins.Find(plugin) is { } found && plugins.Remove(found);

    /// <summary>
    /// Says a warning of a plugin, of what is no error of a call or of the plugin's removal: in the streams of the command that runs, and to the
    /// listeners of the trace source AxiosPS.Plugins, who are told the client too, and in Attach and Uninstall the plugin. What looks like a
    /// secret is masked.
    /// </summary>
    public void Warn(string text)
    {
        text = TextRedaction.Redact(text);
        Warnings.TraceEvent(TraceEventType.Warning, 0, "{0}: {1}", plugins.Acting is { } plugin ? $"{plugin.Name} on {this}" : ToString(), text);
        Host.Warning?.Invoke(text);
    }

    internal int Register(Func<int, AttachedPlugin?, Registration> make)
    {
        ThrowIfClosed();
        var owner = plugins.CurrentOwner;
        lock (gate)
        {
            var added = make(++lastId, owner);
            PluginContract.Check(added.Hook);
            hooks = hooks.With(added);
            return added.Id;
        }
    }

    internal bool Eject<T>(int id)
        where T : Registration => EjectWhere(r => r is T && r.Id == id);

    internal bool EjectWhere(Func<Registration, bool> removed)
    {
        lock (gate)
        {
            var before = hooks.All.Count;
            hooks = hooks.Without(removed);
            return hooks.All.Count < before;
        }
    }

    internal void EjectAll(AttachedPlugin owner) => EjectWhere(r => ReferenceEquals(r.Owner, owner));

    private void AttachAll(IReadOnlyList<object> wanted)
    {
        try
        {
            foreach (var plugin in wanted)
            {
                Plugin(plugin);
            }
        }
        catch
        {
            try
            {
                Close();
            }
            catch (AxiosHookException)
            {
                // what went wrong first is what counts
            }

            throw;
        }
    }
}
