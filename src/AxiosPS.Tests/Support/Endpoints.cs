using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace AxiosPS.Tests.Support;

/// <summary>What else there is to connect to, for tests in another process: TLS, proxies, a Unix socket.</summary>
public sealed class Endpoints : IAsyncDisposable
{
    private readonly TestAuthority authority = new();
    private readonly X509Certificate2 certificate;
    private readonly string folder = Directory.CreateTempSubdirectory("axiosps").FullName;
    private readonly FakeProxy open = new();
    private readonly FakeProxy closed = new("u:p");
    private TlsServer? server;

    private Endpoints() => certificate = authority.Sign();

    private string Socket => Path.Combine(folder, "s");

    public static async Task<Endpoints> StartAsync()
    {
        var endpoints = new Endpoints();
        endpoints.server = await TlsServer.StartAsync(endpoints.Listen, AnswerAsync);
        return endpoints;
    }

    public object ToJson()
    {
        using var client = authority.Sign("client.test");
        return new
        {
            Https = $"https://localhost:{server!.Uris.Single(u => u.Scheme == "https").Port}",
            authority.Pem,
            Client = client.Export(X509ContentType.Pfx),
            Proxy = open.Uri,
            ProxyWithPassword = closed.Uri,
            Proxied = open.Heads.Concat(closed.Heads),
            Socket,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        await open.DisposeAsync();
        await closed.DisposeAsync();
        certificate.Dispose();
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private void Listen(KestrelServerOptions options)
    {
        options.ListenUnixSocket(Socket);
        options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate, https =>
        {
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.ClientCertificateValidation = (_, _, _) => true;
        }));
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var isKnown = context.Request.Headers.Authorization == "Basic " + Convert.ToBase64String("alice:s3cret"u8);
        if (context.Request.Path == "/challenge" && !isKnown)
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"test\"";
            return;
        }

        await context.Response.WriteAsJsonAsync(new
        {
            Host = context.Request.Host.ToString(),
            context.Request.Protocol,
            Tls = context.Features.Get<Microsoft.AspNetCore.Connections.Features.ITlsHandshakeFeature>()?.Protocol.ToString(),
            Client = context.Connection.ClientCertificate?.Subject,
        });
    }
}
