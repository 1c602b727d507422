namespace AxiosPS;

/// <summary>How a hook is registered.</summary>
public sealed class HookOptions
{
    private string? name;

    /// <summary>The name under which the hook is listed and blamed. Default: the name of its type or the place of its script.</summary>
    /// <exception cref="ArgumentException">It has control characters.</exception>
    public string? Name
    {
        get => name;
        set => name = value is null ? null : HttpTokens.Shown(value, "The name of a hook");
    }

    /// <summary>Interceptors only: take part only where this holds. Default: always.</summary>
    public IHookCondition? When { get; set; }

    /// <summary>Interceptors only: run for every attempt instead of once per call. Default: false.</summary>
    public bool EachAttempt { get; set; }

    /// <summary>
    /// Middleware made of script only: many requests may be in it at once; it runs as copies in runspaces of its own and sees
    /// nothing of its caller's but the values of <c>$using:</c>. Default: false, one request at a time. Middleware in C# is concurrent anyway.
    /// </summary>
    public bool Concurrent { get; set; }

    /// <summary>These, or the default, for an interceptor.</summary>
    internal static HookOptions ForInterceptor(HookOptions? options) => options is not { Concurrent: true } ? options ?? new()
        : throw new ArgumentException("Concurrent is for middleware: interceptors made of script take turns on the one thread of their command. To do work in parallel, register a middleware.");
}
