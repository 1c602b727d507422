namespace AxiosPS;

/// <summary>An interceptor, a middleware, a transform or a plugin failed. The message names it; the cause is <see cref="Exception.InnerException"/>.</summary>
public sealed class AxiosHookException : AxiosException
{
    /// <summary>The key in <see cref="Exception.Data"/> under which a script hook leaves the place where it failed.</summary>
    internal const string PlaceKey = "AxiosPS.Place";

    internal AxiosHookException(string hook, string problem, Exception? inner = null)
        : base($"{hook} {problem}", inner)
    {
        Hook = hook;
    }

    /// <summary>The hook that failed: its kind, name and plugin.</summary>
    public string Hook { get; }

    internal static AxiosHookException From(string hook, Exception cause)
    {
        var place = cause.Data[PlaceKey] is string text ? $" at {text}" : "";
        return new(hook, $"failed{place}: {cause.Message}", cause);
    }
}
