using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace AxiosPS.Plugin.OpenTelemetry.Tests;

/// <summary>A collector that speaks OTLP over gRPC (HTTP/2 without TLS), as much of it as one call needs.</summary>
internal sealed class GrpcCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<Export> exports = [];
    private readonly WebApplication app;

    private GrpcCollector()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        app = builder.Build();
        app.Run(TakeAsync);
    }

    public Uri Uri => new(app.Urls.Single());

    public IReadOnlyList<Export> Exports => [.. exports];

    /// <summary>The gRPC status of its answers; 0 is fine.</summary>
    public int Status { get; init; }

    /// <summary>Whether the status comes instead of an answer, in its headers.</summary>
    public bool AtOnce { get; init; }

    public static async Task<GrpcCollector> StartAsync(int status = 0, bool atOnce = false)
    {
        var collector = new GrpcCollector { Status = status, AtOnce = atOnce };
        await collector.app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var framed = body.ToArray(); // a byte for compression, four for the length, the message
        Assert.Equal(framed.Length - 5, BinaryPrimitives.ReadInt32BigEndian(framed.AsSpan(1)));
        exports.Enqueue(new()
        {
            Path = context.Request.Path,
            Headers = context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()),
            Body = framed[5..],
        });

        context.Response.ContentType = "application/grpc";
        if (AtOnce)
        {
            context.Response.Headers["grpc-status"] = $"{Status}";
            return;
        }

        await context.Response.Body.WriteAsync(new byte[5]);
        context.Response.AppendTrailer("grpc-status", $"{Status}");
    }
}
