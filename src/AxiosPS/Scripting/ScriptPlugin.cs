using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace AxiosPS.Scripting;

/// <summary>A plugin out of scriptblocks: its own Attach and Uninstall, and hooks that it registers by itself.</summary>
public sealed class ScriptPlugin : IAxiosPlugin
{
    private static readonly string[] Keys = ["Name", "Attach", "Uninstall", "OnRequest", "OnResponse", "OnError", "Middleware"];

    private readonly ScriptCall? attach;
    private readonly ScriptCall? uninstall;
    private readonly ScriptRequestHook? onRequest;
    private readonly ScriptResponseHook? onResponse;
    private readonly ScriptErrorHook? onError;
    private readonly ScriptMiddleware? middleware;

    internal ScriptPlugin(string? name, IReadOnlyDictionary<string, object?> parts)
    {
        attach = Part(parts, "Attach");
        uninstall = Part(parts, "Uninstall");
        onRequest = Part(parts, "OnRequest") is { } request ? new(request) : null;
        onResponse = Part(parts, "OnResponse") is { } response ? new(response) : null;
        onError = Part(parts, "OnError") is { } error ? new(error) : null;
        middleware = Part(parts, "Middleware") is { } wrap ? new(wrap) : null;
        Name = name ?? attach?.Place ?? "script plugin";
        if (attach is null && onRequest is null && onResponse is null && onError is null && middleware is null)
        {
            throw new ArgumentException($"The plugin '{Name}' does nothing: it has neither Attach nor one of OnRequest, OnResponse, OnError, Middleware. For example: @{{ Name = 'My'; Attach = {{ param($client) … }} }}");
        }
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var options = new HookOptions { Name = Name };
        if (onRequest is not null)
        {
            client.Interceptors.Request.Use(onRequest, options: options);
        }

        if (onResponse is not null || onError is not null)
        {
            client.Interceptors.Response.Use(onResponse, onError, options);
        }

        if (middleware is not null)
        {
            client.Use(middleware, options);
        }

        Run(attach, client);
    }

    /// <inheritdoc/>
    public void Uninstall(AxiosClient client) => Run(uninstall, client);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>A hashtable, a custom object with script methods or a bare scriptblock as a plugin; null for anything else.</summary>
    internal static IAxiosPlugin? TryFrom(object plugin) => plugin switch
    {
        ScriptBlock block => new ScriptPlugin(null, new Dictionary<string, object?> { ["Attach"] = block }),
        IDictionary parts => FromDictionary(parts),
        PSObject { BaseObject: PSCustomObject } custom => FromObject(custom),
        _ when PluginMaker.Refusal(plugin) is { } refusal => throw new ArgumentException(refusal),
        _ when ScriptHome.IsOfScriptClass(plugin) => FromObject(PSObject.AsPSObject(plugin)),
        _ => null,
    };

    private static ScriptPlugin FromDictionary(IDictionary source)
    {
        var parts = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in source)
        {
            var key = entry.Key.ToString() ?? "";
            parts[Known.Name(key, Keys, "a plugin")] = entry.Value;
        }

        return new(parts.GetValueOrDefault("Name")?.ToString(), parts);
    }

    // An object's Attach is a script method, or a property that holds a scriptblock.
    private static ScriptPlugin? FromObject(PSObject custom)
    {
        if (Member(custom, "Attach") is not { } attach)
        {
            return null;
        }

        return new(custom.Properties["Name"]?.Value?.ToString() ?? (custom.BaseObject is PSCustomObject ? null : custom.BaseObject.GetType().Name), new Dictionary<string, object?> { ["Attach"] = attach, ["Uninstall"] = Member(custom, "Uninstall") });
    }

    private static object? Member(PSObject custom, string name) => custom.Members[name] switch
    {
        PSMethodInfo method => method,
        PSPropertyInfo property => property.Value,
        _ => null,
    };

    private static ScriptCall? Part(IReadOnlyDictionary<string, object?> parts, string name)
    {
        if (!parts.TryGetValue(name, out var value) || value is null)
        {
            return null;
        }

        try
        {
            return HookConverter.Call(value);
        }
        catch (InvalidCastException)
        {
            throw new ArgumentException($"{name} of a plugin is a scriptblock, not a {value.GetType().Name}. For example: {name} = {{ param($client) … }}");
        }
    }

    private static void Run(ScriptCall? script, AxiosClient client)
    {
        if (script is null)
        {
            return;
        }

        if (PipelineThread.Current is { } thread)
        {
            var streams = PipelineThread.CurrentStreams;
            thread.RunNow(() => script.Invoke(streams, client));
        }
        else if (Runspace.DefaultRunspace is not null)
        {
            NestedCommand.Run(_ =>
            {
                Run(script, client);
                return Task.FromResult<object?>(null);
            });
        }
        else
        {
            throw new InvalidOperationException($"The scriptblock {script.Place} of a plugin was called on a thread without a runspace. Attach, remove and close it from PowerShell.");
        }
    }
}
