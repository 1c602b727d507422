namespace AxiosPS;

/// <summary>A registered hook: never changed, only added and taken away.</summary>
internal abstract record Registration(int Id, string Kind, object Hook, HookOptions Options, AttachedPlugin? Owner)
{
    public string Name => Options.Name ?? Hook.ToString() ?? Hook.GetType().Name;

    /// <summary>How messages name it.</summary>
    public string Description => $"The {Kind} '{Name}'{(Owner is null ? "" : $" of the plugin '{Owner.Name}'")}";
}

/// <summary>A pair of an onFulfilled and an onRejected, one of which may be missing.</summary>
internal sealed record RequestInterceptor(int Id, IRequestHook? OnFulfilled, IErrorHook? OnRejected, HookOptions Options, AttachedPlugin? Owner)
    : Registration(Id, "request interceptor", (object?)OnFulfilled ?? OnRejected!, Options, Owner);

/// <inheritdoc cref="RequestInterceptor"/>
internal sealed record ResponseInterceptor(int Id, IResponseHook? OnFulfilled, IErrorHook? OnRejected, HookOptions Options, AttachedPlugin? Owner)
    : Registration(Id, "response interceptor", (object?)OnFulfilled ?? OnRejected!, Options, Owner);

/// <summary>A middleware.</summary>
internal sealed record MiddlewareRegistration(int Id, IMiddleware Middleware, HookOptions Options, AttachedPlugin? Owner)
    : Registration(Id, "middleware", Middleware, Options, Owner);
