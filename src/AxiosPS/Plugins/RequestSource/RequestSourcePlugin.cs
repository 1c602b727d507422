namespace AxiosPS.Plugins;

/// <summary>
/// Says in every request where it comes from: <c>X-Request-Source: checkout-service/2.1</c>. Source: the RequestSourcePlugin of
/// the plugin authoring guide.
/// </summary>
public sealed class RequestSourcePlugin : IAxiosPlugin
{
    private const string Header = "X-Request-Source";

    /// <summary>Makes the plugin. One instance may serve several clients.</summary>
    /// <param name="source">The value of the header; white space around it is dropped.</param>
    /// <exception cref="ArgumentException">It is empty, or holds a line break or another control character.</exception>
    public RequestSourcePlugin(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Source = source.Trim(' ', '\t');
        if (Source.Length == 0)
        {
            throw new ArgumentException($"The source is empty. Name the program that sends, as in 'checkout-service/2.1': it becomes the header {Header}.", nameof(source));
        }

        if (Source.Any(char.IsControl))
        {
            throw new ArgumentException($"The source '{HttpTokens.Visible(Source)}' holds a control character (a line break or tab?). Remove it.", nameof(source));
        }
    }

    /// <summary>The value of the header.</summary>
    public string Source { get; }

    /// <inheritdoc/>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        client.Interceptors.Request.Use(config => config.Headers[Header] = Source, new HookOptions { Name = nameof(RequestSourcePlugin) });
    }
}
