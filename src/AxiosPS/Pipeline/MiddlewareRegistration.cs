namespace AxiosPS;

/// <summary>A middleware.</summary>
internal sealed record MiddlewareRegistration(int Id, IMiddleware Middleware, HookOptions Options, AttachedPlugin? Owner)
    : Registration(Id, "middleware", Middleware, Options, Owner);
