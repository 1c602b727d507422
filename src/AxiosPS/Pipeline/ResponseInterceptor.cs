namespace AxiosPS;

/// <inheritdoc cref="RequestInterceptor"/>
internal sealed record ResponseInterceptor(int Id, IResponseHook? OnFulfilled, IErrorHook? OnRejected, HookOptions Options, AttachedPlugin? Owner)
    : Registration(Id, "response interceptor", (object?)OnFulfilled ?? OnRejected!, Options, Owner);
