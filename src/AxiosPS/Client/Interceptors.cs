namespace AxiosPS;

/// <summary>The two kinds of interceptors of a client, as axios has them.</summary>
public sealed class Interceptors
{
    internal Interceptors(AxiosClient client)
    {
        Request = new(client);
        Response = new(client);
    }

    /// <summary>Those that see the config before it is sent.</summary>
    public RequestInterceptors Request { get; }

    /// <summary>Those that see the response, or the error, before the caller does.</summary>
    public ResponseInterceptors Response { get; }
}
