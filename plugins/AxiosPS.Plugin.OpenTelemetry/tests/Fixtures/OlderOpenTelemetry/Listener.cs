using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace OlderOpenTelemetry;

/// <summary>Keeps the names of the spans of the sources that it is given.</summary>
public sealed class Listener : BaseProcessor<Activity>
{
    private readonly TracerProvider provider;

    public Listener(params string[] sources) => provider = Sdk.CreateTracerProviderBuilder().AddSource(sources).AddProcessor(this).Build();

    public static string Version => typeof(Sdk).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>().InformationalVersion.Split('+')[0];

    public static string Location => typeof(Sdk).Assembly.Location;

    public ConcurrentQueue<string> Spans { get; } = new();

    public override void OnEnd(Activity data) => Spans.Enqueue($"{data.Source.Name} {data.DisplayName}");

    public void Close() => provider.Dispose();
}
