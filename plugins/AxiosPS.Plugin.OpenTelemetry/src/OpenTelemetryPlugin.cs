using AxiosPS.Plugins;

namespace AxiosPS.Plugin.OpenTelemetry;

/// <summary>
/// Exports spans and metrics of the calls of its clients to an OpenTelemetry collector, by OTLP. It brings a <see cref="TracePlugin"/> along
/// and attaches it. All its clients share one exporter, which is there from the first one's Attach to the last one's Uninstall; that, and
/// the end of the process, wait until all has been sent, but no longer than <see cref="OpenTelemetryOptions.Timeout"/>. A collector
/// that cannot be reached is a warning then, and never an error of a call.
/// </summary>
public sealed class OpenTelemetryPlugin
{
    private readonly object gate = new();
    private readonly HashSet<AxiosClient> clients = [];
    private readonly ExportSettings settings;
    private ExportLog log = new();
    private ExportPipeline? pipeline;

    /// <summary>Makes the plugin. The options are copied; the environment is read now.</summary>
    /// <exception cref="ArgumentException">An option cannot be meant so; the message says which, and what it takes.</exception>
    public OpenTelemetryPlugin(OpenTelemetryOptions? options = null) => settings = new(options ?? new());

    /// <summary>The name under which the telemetry is found.</summary>
    public string ServiceName => settings.ServiceName;

    /// <summary>Where it is sent.</summary>
    public Uri Endpoint => settings.Endpoint;

    /// <summary>Why the last export that failed did so, null if none has since the first client was attached.</summary>
    public string? LastError => log.LastError;

    /// <summary>Begins to trace the client, with a <see cref="TracePlugin"/> that it attaches. With the first one, warns of what the environment has that is ignored.</summary>
    /// <exception cref="ArgumentException">The client is traced already, or the environment has settings that cannot be meant so.</exception>
    public void Attach(AxiosClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        if (client.Plugins.Any(p => p.Plugin is TracePlugin))
        {
            throw new ArgumentException(
                "The client has a TracePlugin already, and two would make two spans of each call. Remove that one: this plugin brings its own, with -Tag, -NoQuery and -NoPropagation.");
        }

        TracePlugin trace;
        bool isFirst;
        lock (gate)
        {
            isFirst = pipeline is null;
            trace = (pipeline ??= new(settings, log = new())).Trace; // what ends late is no loss of the next one
            clients.Add(client);
        }

        try
        {
            client.Plugin(trace);
        }
        catch
        {
            Leave(client)?.StopAsync().GetAwaiter().GetResult();
            throw;
        }

        foreach (var warning in isFirst ? settings.Warnings : [])
        {
            client.Warn(warning); // now, for where it was made nobody may have heard it
        }
    }

    /// <summary>Ends it. With the last client all that is left is sent, within the limit; what could not be sent is a warning.</summary>
    public async Task Uninstall(AxiosClient client)
    {
        if (Leave(client) is { } last && await last.StopAsync().ConfigureAwait(false) is { } loss)
        {
            client.Warn(loss);
        }
    }

    /// <summary>The pipeline that nobody needs any more, if this was the last client.</summary>
    private ExportPipeline? Leave(AxiosClient client)
    {
        lock (gate)
        {
            if (!clients.Remove(client) || clients.Count > 0)
            {
                return null;
            }

            var last = pipeline;
            pipeline = null;
            return last;
        }
    }
}
