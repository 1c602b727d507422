using System.Collections;

namespace AxiosPS;

/// <summary>
/// What the engine asks of the program that it lives in. By itself it asks nothing; PowerShell fills these in on import, so
/// that the engine need not know of it.
/// </summary>
internal static class Host
{
    /// <summary>Takes off the wrapper in which the host may hand over a value.</summary>
    public static Func<object, object> Unwrap { get; set; } = value => value;

    /// <summary>Names and values of an object that is a mere set of them; null for any other.</summary>
    public static Func<object, IDictionary?> Members { get; set; } = _ => null;

    /// <summary>Why a value of the host's is no text, number or date, to follow its name in a message; null for any other.</summary>
    public static Func<object, string?> Refusal { get; set; } = _ => null;

    /// <summary>Converts a value that an option of a request is set to by its name.</summary>
    public static Func<object, Type, object> ConvertTo { get; set; } =
        (value, type) => type.IsInstanceOfType(value) ? value : throw new ArgumentException($"A {type.Name} is needed, not a {value.GetType().Name}.");

    /// <summary>The whole path of a file that is given from where the user stands. By itself, as it was given: the process knows where it stands.</summary>
    public static Func<string, string> Path { get; set; } = path => path;

    /// <summary>Makes a plugin of a shape that only the host knows, null if it does not know it either.</summary>
    public static Func<object, IAxiosPlugin?> PluginFrom { get; set; } = _ => null;

    /// <summary>Waits for work that a plugin does in its Attach or Uninstall, in the host's own way.</summary>
    public static Action<Task> Wait { get; set; } = work => work.GetAwaiter().GetResult();

    /// <summary>Whether an exception is the host's way of stopping what runs (Ctrl+C), which nobody may catch.</summary>
    public static Func<Exception, bool> IsStop { get; set; } = _ => false;

    /// <summary>Sends and blocks in the host's own way, null where the host has no say on this thread.</summary>
    public static Func<AxiosClient, RequestConfig, AxiosResponse?> Send { get; set; } = (_, _) => null;

    /// <summary>Writes a line to the host's verbose output, for the call that is on its way; null where there is none.</summary>
    public static Action<string>? Verbose { get; set; }

    /// <summary>Writes a warning to the host's streams, for the call that is on its way; null where there is none.</summary>
    public static Action<string>? Warning { get; set; }

    /// <summary>Runs work that outlives the call which has begun it, and whose hooks the caller no longer serves.</summary>
    public static Func<Func<Task>, Task> InBackground { get; set; } = work => Task.Run(work);

    /// <summary>Makes a retry strategy of a shape that only the host knows, null if it does not know it either.</summary>
    public static Func<object, IRetryStrategy?> RetryStrategyFrom { get; set; } = _ => null;

    /// <summary>Makes a sink for logs (ILogSink) of a shape that only the host knows, null if it does not know it either.</summary>
    public static Func<object, object?> LogSinkFrom { get; set; } = _ => null;
}
