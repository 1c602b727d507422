using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AxiosPS.Tests.Support;

/// <summary>A Kestrel whose endpoint a test lays out by itself: TLS, versions of HTTP, Unix sockets.</summary>
public sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, bool> connections = [];

    private TlsServer(Action<KestrelServerOptions> listen, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(listen);
        app = builder.Build();
        app.Run(context =>
        {
            connections.TryAdd(context.Connection.Id, true);
            return answer(context);
        });
    }

    public Uri Uri => new(app.Urls.Single());

    /// <summary>All of them, those of sockets left out.</summary>
    public IEnumerable<Uri> Uris => app.Urls.Where(u => !u.Contains("unix:", StringComparison.Ordinal)).Select(u => new Uri(u));

    /// <summary>The same with a name for host, which certificates are made for.</summary>
    public string Named(string host = "localhost") => $"https://{host}:{Uri.Port}";

    /// <summary>Over how many connections requests came.</summary>
    public int Connections => connections.Count;

    public static async Task<TlsServer> StartAsync(Action<KestrelServerOptions> listen, RequestDelegate answer)
    {
        var server = new TlsServer(listen, answer);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>With this certificate on a port of loopback, answering what was spoken.</summary>
    public static Task<TlsServer> StartAsync(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate, HttpProtocols protocols = HttpProtocols.Http1) => StartAsync(
        options => options.Listen(System.Net.IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(certificate);
        }),
        context => context.Response.WriteAsync(context.Request.Protocol));

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }
}
