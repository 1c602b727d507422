namespace AxiosPS;

/// <summary>
/// The plugin contract as an interface, for those who like one. It is optional: any object with an <c>Attach(client)</c>
/// method is a plugin. Source: the plugin authoring guide.
/// </summary>
public interface IAxiosPlugin
{
    /// <summary>The name under which it is listed. Default: the name of its type.</summary>
    string Name => GetType().Name;

    /// <summary>Registers the plugin's hooks. Called at once when the plugin is added; a throw takes back what was registered.</summary>
    void Attach(AxiosClient client);

    /// <summary>Lets go of what the plugin holds. Called once, on removal or when the client is closed, after its hooks are gone.</summary>
    void Uninstall(AxiosClient client)
    {
    }
}
