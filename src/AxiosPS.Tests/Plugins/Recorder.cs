namespace AxiosPS.Tests.Plugins;

/// <summary>A plugin that writes down what happens to it.</summary>
public sealed class Recorder(string name, List<string> log)
{
    public string Name => name;

    public Action OnAttach { get; init; } = () => { };

    public Action OnUninstall { get; set; } = () => { };

    public void Attach(AxiosClient client)
    {
        client.Interceptors.Request.Use(_ => log.Add($"{name} request"));
        client.Use((_, next) =>
        {
            log.Add($"{name} middleware");
            return next();
        });
        client.Interceptors.Response.Use(_ => log.Add($"{name} response"));
        OnAttach();
    }

    public void Uninstall(AxiosClient client)
    {
        log.Add($"{name} uninstall");
        OnUninstall();
    }
}
