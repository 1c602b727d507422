using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;
using AxiosPS.Scripting;

namespace AxiosPS.Commands;

/// <summary>Finds the items in the data of a page.</summary>
internal sealed class PageItems(string? property)
{
    private bool isOData; // the last page may say so no more

    /// <summary>What the page holds: the named property, the value of an OData page, or all of it.</summary>
    /// <exception cref="AxiosException">It has no property of that name.</exception>
    public object? Of(AxiosResponse page)
    {
        if (page.Data is not { } data)
        {
            return null;
        }

        if (property is not null)
        {
            return TryFollow(data, property, out var named) ? named : throw Missing(page, string.Join(", ", Names(data)));
        }

        isOData |= Names(data).Any(n => n.StartsWith("@odata.", StringComparison.Ordinal) || n.StartsWith("odata.", StringComparison.Ordinal));
        return isOData && TryGet(data, "value", out var value) && value is IEnumerable and not string ? value : data;
    }

    private AxiosException Missing(AxiosResponse page, string names)
    {
        var error = new AxiosException($"{AxiosException.Line(page.Method, page.Uri)} gave a page without '{property}'. {(names.Length == 0 ? "It is no object." : $"It has {names}.")}");
        error.TieTo(page);
        return error;
    }

    // A name may hold a dot itself.
    private static bool TryFollow(object data, string path, out object? value)
    {
        if (TryGet(data, path, out value))
        {
            return true;
        }

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && TryGet(data, path[..dot], out var inner) && inner is not null && TryFollow(inner, path[(dot + 1)..], out value);
    }

    private static bool TryGet(object data, string name, out object? value)
    {
        value = null;
        switch (ModuleLifetime.Unwrap(data))
        {
            case JsonObject json:
                var found = json.TryGetPropertyValue(name, out var node);
                value = node;
                return found;
            case IDictionary dictionary:
                value = dictionary.Contains(name) ? dictionary[name] : null;
                return dictionary.Contains(name);
            case IEnumerable:
                return false;
            case var other:
                var member = PSObject.AsPSObject(other).Properties[name];
                value = member?.Value;
                return member is not null;
        }
    }

    private static IEnumerable<string> Names(object data) => ModuleLifetime.Unwrap(data) switch
    {
        JsonObject json => json.Select(p => p.Key),
        IDictionary dictionary => dictionary.Keys.Cast<object>().Select(k => $"{k}"),
        PSObject custom => custom.Properties.Select(p => p.Name),
        _ => [],
    };
}
