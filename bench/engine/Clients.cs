namespace AxiosPS.Benchmarks;

/// <summary>Clients with a number of hooks that do nothing.</summary>
internal static class Clients
{
    public static AxiosClient WithMiddleware(int count, string uri, ITransport? transport = null)
    {
        var client = Plain(uri, transport);
        for (var i = 0; i < count; i++)
        {
            client.Use(async (RequestContext context, RequestHandler next) => await next(context).ConfigureAwait(false));
        }

        return client;
    }

    public static AxiosClient WithInterceptors(int count, string uri, ITransport? transport = null)
    {
        var client = Plain(uri, transport);
        for (var i = 0; i < count; i++)
        {
            client.Interceptors.Request.Use(config => { });
        }

        return client;
    }

    private static AxiosClient Plain(string uri, ITransport? transport) => new(new AxiosClientOptions { BaseUri = uri, Transport = transport });
}
