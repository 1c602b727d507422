using AxiosPS;

namespace AxiosPS.Samples;

/// <summary>Stamps every request with where it comes from. It only sets a header, so it is an interceptor.</summary>
public sealed class RequestSourcePlugin(string source)
{
    public void Attach(AxiosClient client) =>
        client.Interceptors.Request.Use(config => config.Headers["X-Request-Source"] = source);
}
