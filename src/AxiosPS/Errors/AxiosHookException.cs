namespace AxiosPS;

/// <summary>An interceptor, a middleware, a transform or a plugin failed. The message names it; the cause is <see cref="Exception.InnerException"/>.</summary>
public sealed class AxiosHookException : AxiosException
{
    /// <summary>The key in <see cref="Exception.Data"/> under which a script hook leaves the place where it failed.</summary>
    internal const string PlaceKey = "AxiosPS.Place";

    /// <summary>The key under which it leaves what could be done about that.</summary>
    internal const string HintKey = "AxiosPS.Hint";

    internal AxiosHookException(string hook, string problem, Exception? inner = null)
        : base($"{hook} {problem}", inner)
    {
        Hook = hook;
    }

    /// <summary>The hook that failed: its kind, name and plugin.</summary>
    public string Hook { get; }

    /// <summary>Whether it is the strategy or the condition of retries that failed: then there is none.</summary>
    internal bool IsOfRetries { get; private init; }

    internal static AxiosHookException From(string hook, Exception cause) => new(hook, Problem(cause), cause);

    /// <param name="hook">The strategy or the condition.</param>
    /// <param name="cause">What it threw.</param>
    /// <param name="outcome">The attempt that it was asked about.</param>
    internal static AxiosHookException OfRetries(string hook, Exception cause, string outcome) =>
        new(hook, $"{Problem(cause)} (asked when {outcome})", cause) { IsOfRetries = true };

    private static string Problem(Exception cause) => $"failed{(cause.Data[PlaceKey] is string place ? $" at {place}" : "")}: {cause.Message}{cause.Data[HintKey]}";
}
