using System.Diagnostics;
using System.Reflection;

namespace AxiosPS.Plugins;

/// <summary>An object that takes lines by its methods: Information, Warning and Error, or Log, or WriteLine. One line at a time, for writers know no better.</summary>
internal sealed class MethodLogSink : ILogSink
{
    private readonly object target;
    private readonly Action<string> information;
    private readonly Action<string> warning;
    private readonly Action<string> error;

    private MethodLogSink(object target, Action<string> any)
    {
        this.target = target;
        information = Method(target, "Information", "Info") ?? any;
        warning = Method(target, "Warning", "Warn") ?? information;
        error = Method(target, "Error") ?? warning;
    }

    public static MethodLogSink? TryFrom(object target) =>
        Method(target, "Information", "Info", "Log", "WriteLine") is { } any ? new(target, any) : null;

    public ValueTask WriteAsync(LogRecord record, CancellationToken cancellationToken)
    {
        var write = record.Level switch { TraceEventType.Error => error, TraceEventType.Warning => warning, _ => information };
        lock (target)
        {
            write(record.ToString());
        }

        return default;
    }

    private static Action<string>? Method(object target, params string[] names) => names
        .Select(name => target.GetType().GetMethod(name, BindingFlags.Instance | BindingFlags.Public, [typeof(string)]))
        .OfType<MethodInfo>()
        .Where(method => !method.ContainsGenericParameters)
        .Select(method => (Action<string>)(line => method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, [line], null)))
        .FirstOrDefault();
}
