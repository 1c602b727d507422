namespace AxiosPS;

/// <summary>The response interceptors of a client, first registered first run.</summary>
public sealed class ResponseInterceptors
{
    private readonly AxiosClient client;

    internal ResponseInterceptors(AxiosClient client) => this.client = client;

    /// <summary>Registers an interceptor and gives the number to eject it by.</summary>
    /// <param name="onFulfilled">Sees the response; may be null where only errors matter.</param>
    /// <param name="onRejected">Sees every error from further in; may recover with a response.</param>
    /// <param name="options">Name, condition, each attempt.</param>
    public int Use(IResponseHook? onFulfilled, IErrorHook? onRejected = null, HookOptions? options = null)
    {
        if (onFulfilled is null && onRejected is null)
        {
            throw new ArgumentException("An interceptor needs an onFulfilled, an onRejected, or both.");
        }

        var known = HookOptions.ForInterceptor(options);
        return client.Register((id, owner) => new ResponseInterceptor(id, onFulfilled, onRejected, known, owner));
    }

    /// <summary>Takes an interceptor away; false if there is none of this number.</summary>
    public bool Eject(int id) => client.Eject<ResponseInterceptor>(id);

    /// <summary>Takes all response interceptors away, those of plugins too.</summary>
    public void Clear() => client.EjectWhere(r => r is ResponseInterceptor);
}
