using System.Text;
using BenchmarkDotNet.Attributes;

namespace AxiosPS.Benchmarks;

/// <summary>What the engine adds to a request: the transport beneath both clients answers from memory.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks : IDisposable
{
    private static readonly byte[] Json = Encoding.UTF8.GetBytes("""{"id":1,"name":"axios"}""");

    private readonly HttpClient http = new(new MemoryHandler());
    private readonly AxiosClient plain = new(new AxiosClientOptions { Transport = new MemoryTransport() });
    private readonly AxiosClient hooked = new(new AxiosClientOptions { Transport = new MemoryTransport() });

    public EngineBenchmarks()
    {
        hooked.Interceptors.Request.Use(config => config.Headers["X-Request-Source"] = "bench");
        hooked.Interceptors.Response.Use(_ => { });
        hooked.Use((context, next) => next(context));
    }

    [Benchmark(Baseline = true)]
    public Task<string> HttpClient_in_memory() => http.GetStringAsync("http://bench.test/json");

    [Benchmark]
    public Task<AxiosResponse> Client() => plain.GetAsync("http://bench.test/json");

    [Benchmark]
    public Task<AxiosResponse> Client_with_three_hooks() => hooked.GetAsync("http://bench.test/json");

    public void Dispose()
    {
        http.Dispose();
        plain.Dispose();
        hooked.Dispose();
        GC.SuppressFinalize(this);
    }

    private sealed class MemoryTransport : ITransport
    {
        public Task<TransportResponse> SendAsync(TransportRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new TransportResponse(200, body: new MemoryStream(Json)));
    }

    private sealed class MemoryHandler : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new MemoryStream(Json)) });
    }
}
