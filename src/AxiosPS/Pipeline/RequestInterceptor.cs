namespace AxiosPS;

/// <summary>A pair of an onFulfilled and an onRejected, one of which may be missing.</summary>
internal sealed record RequestInterceptor(int Id, IRequestHook? OnFulfilled, IErrorHook? OnRejected, HookOptions Options, AttachedPlugin? Owner)
    : Registration(Id, "request interceptor", (object?)OnFulfilled ?? OnRejected!, Options, Owner);
