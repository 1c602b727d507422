namespace AxiosPS;

/// <summary>How a hook is registered.</summary>
public sealed class HookOptions
{
    /// <summary>The name under which the hook is listed and blamed. Default: the name of its type or the place of its script.</summary>
    public string? Name { get; set; }

    /// <summary>Interceptors only: take part only where this holds. Default: always.</summary>
    public IHookCondition? When { get; set; }

    /// <summary>Interceptors only: run for every attempt instead of once per call. Default: false.</summary>
    public bool EachAttempt { get; set; }
}
