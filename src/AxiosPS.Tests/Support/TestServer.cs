using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AxiosPS.Tests.Support;

/// <summary>A real HTTP/1.1 server on a free port of 127.0.0.1. What it answers is in <see cref="TestRoutes"/>.</summary>
public sealed class TestServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RecordedRequest> requests = [];
    private readonly Changes changes = new();
    private readonly HeldRequests held;
    private readonly BusyRequests busy;
    private readonly Lazy<Task<Endpoints>> endpoints = new(Support.Endpoints.StartAsync);
    private readonly WebApplication app;
    private int openConnections;
    private int aborted;

    private TestServer()
    {
        held = new HeldRequests(changes);
        busy = new BusyRequests(changes);

        // The empty builder reads no environment variables and no appsettings.json.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => async connection =>
                {
                    Interlocked.Increment(ref openConnections);
                    try
                    {
                        await next(connection);
                    }
                    finally
                    {
                        Interlocked.Decrement(ref openConnections);
                        changes.Notify();
                    }
                });
            });
        });

        app = builder.Build();
        app.Use(Record);
        app.UseRouting();
        TestRoutes.Map(app, held, busy);
        ControlRoutes.Map(app, this);
    }

    public Uri Uri => new(app.Urls.Single());

    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    /// <summary>Over how many connections the recorded requests came.</summary>
    public int Connections => requests.Select(request => request.Connection).Distinct().Count();

    /// <summary>How many connections are open now, used or not.</summary>
    public int OpenConnections => Volatile.Read(ref openConnections);

    /// <summary>How many requests the client gave up before they were answered.</summary>
    public int Aborted => Volatile.Read(ref aborted);

    /// <summary>How many requests are under way at <c>/busy/{key}</c>.</summary>
    public int Busy => busy.Now;

    /// <summary>How many they were at most since the log was cleared.</summary>
    public int MostBusy => busy.Most;

    /// <summary>What there is beside it, from the first time that it is asked for.</summary>
    public Task<Endpoints> Endpoints => endpoints.Value;

    public static async Task<TestServer> StartAsync()
    {
        var server = new TestServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>How many requests wait at <c>/hold/{key}</c>.</summary>
    public int Held(string key) => held.Count(key);

    /// <summary>Waits until that many requests are held.</summary>
    public Task Arrived(string key, int count = 1) => Until(() => Held(key) >= count, $"{count} held at /hold/{key}");

    /// <summary>Lets the requests answer that are held now.</summary>
    public void Release(string key) => held.Release(key);

    /// <summary>Waits for something this server counts: <c>server.Until(() => server.Aborted == 1)</c>.</summary>
    public Task Until(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string description = "") =>
        changes.Until(condition, description);

    /// <summary>Forgets the requests recorded so far, how many were aborted, and how many there were at once.</summary>
    public void Clear()
    {
        requests.Clear();
        busy.Forget();
        Volatile.Write(ref aborted, 0);
    }

    public async ValueTask DisposeAsync()
    {
        // A cancelled token makes Kestrel abort what is still open, such as held requests, instead of waiting for it.
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        if (endpoints.IsValueCreated)
        {
            await (await endpoints.Value).DisposeAsync();
        }
    }

    private async Task Record(HttpContext context, RequestDelegate next)
    {
        if (ControlRoutes.Owns(context.Request.Path))
        {
            await next(context);
            return;
        }

        try
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);

            var request = new RecordedRequest(
                context.Request.Method,
                context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                context.Request.Headers.ToDictionary(
                    header => header.Key.ToLowerInvariant(),
                    header => header.Value.Select(value => value ?? "").ToArray(),
                    StringComparer.OrdinalIgnoreCase),
                body.ToArray(),
                context.Connection.Id);
            context.Features.Set(request);
            requests.Enqueue(request);
            changes.Notify();

            await next(context);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            Interlocked.Increment(ref aborted);
            changes.Notify();
        }
    }
}
