using System.Diagnostics;
using System.Reflection;

namespace AxiosPS.Plugins;

/// <summary>An <c>ILogger</c> of Microsoft.Extensions.Logging, which the engine knows by its name alone: whoever has one has the library.</summary>
internal sealed class ExtensionsLogSink : ILogSink
{
    private const string Contract = "Microsoft.Extensions.Logging.ILogger";

    private static readonly Func<LogState, Exception?, string> Format = (state, _) => state.ToString();

    private readonly object logger;
    private readonly MethodInfo log;
    private readonly MethodInfo isEnabled;
    private readonly Type level;
    private readonly object eventId;

    private ExtensionsLogSink(object logger, MethodInfo log, MethodInfo isEnabled)
    {
        var parameters = log.GetParameters();
        this.logger = logger;
        this.log = log.MakeGenericMethod(typeof(LogState));
        this.isEnabled = isEnabled;
        (level, eventId) = (parameters[0].ParameterType, Activator.CreateInstance(parameters[1].ParameterType)!);
    }

    public static ExtensionsLogSink? TryFrom(object logger) =>
        logger.GetType().GetInterfaces().FirstOrDefault(type => type.FullName == Contract) is { } contract
            && contract.GetMethod("Log") is { IsGenericMethodDefinition: true } log && log.GetParameters().Length == 5
            && contract.GetMethod("IsEnabled") is { } isEnabled
            ? new(logger, log, isEnabled)
            : null;

    public ValueTask WriteAsync(LogRecord record, CancellationToken cancellationToken)
    {
        var wanted = Enum.ToObject(level, record.Level switch { TraceEventType.Error => 4, TraceEventType.Warning => 3, _ => 2 });
        if (isEnabled.Invoke(logger, BindingFlags.DoNotWrapExceptions, null, [wanted], null) is true)
        {
            log.Invoke(logger, BindingFlags.DoNotWrapExceptions, null, [wanted, eventId, new LogState(record), null, Format], null);
        }

        return default;
    }
}
