using System.Collections.Concurrent;
using System.Net;
using System.Text;
using AxiosPS.Tests.Plugins.Cache.Rfc9111;
using AxiosPS.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace AxiosPS.Tests.Plugins.Cache;

/// <summary>
/// A real server whose answers have the headers that the test wants: each with its number as the body, or a 304 to the ETag or the
/// Last-Modified that it would have. <c>/to</c> redirects. It tells no date of its own, for the test's clock is another one.
/// </summary>
internal sealed class OriginServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> log = [];
    private readonly Changes changes = new();
    private readonly WebApplication app;
    private int arrived;
    private int givenUp;
    private int answers;

    private OriginServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public string Uri => app.Urls.Single();

    /// <summary>Headers of the answers, as lines parted by <c>|</c>.</summary>
    public string Headers { get; set; } = "";

    public int Status { get; set; } = 200;

    /// <summary>Where <c>/to</c> leads.</summary>
    public string Target { get; set; } = "/x";

    /// <summary>What is waited for before an answer.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>What an answer says of its request.</summary>
    public Func<HttpRequest, string> Mark { get; set; } = _ => "";

    /// <summary>One line for each answer: method, conditions and status.</summary>
    public IReadOnlyList<string> Log => [.. log];

    public static async Task<OriginServer> StartAsync()
    {
        var server = new OriginServer();
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Waits until that many requests have come in all.</summary>
    public Task Arrived(int count) => changes.Until(() => Volatile.Read(ref arrived) >= count, $"{count} requests");

    /// <summary>Waits until that many have been given up.</summary>
    public Task GivenUp(int count) => changes.Until(() => Volatile.Read(ref givenUp) >= count, $"{count} given up");

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Path == "/to")
        {
            response.Redirect(Target);
            return;
        }

        Interlocked.Increment(ref arrived);
        changes.Notify();
        try
        {
            await Gate.WaitAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref givenUp);
            changes.Notify();
            return;
        }

        foreach (var (name, value) in Exchange.Pairs(Headers))
        {
            response.Headers.Append(name, value);
        }

        response.Headers.Date = "none"; // or Kestrel sends one
        var (tag, modified) = (request.Headers.IfNoneMatch.ToString(), request.Headers.IfModifiedSince.ToString());
        var isKnown = Status == 200 && (tag.Length > 0 ? tag == response.Headers.ETag : modified.Length > 0 && modified == response.Headers.LastModified);
        response.StatusCode = isKnown ? 304 : Status;
        log.Enqueue($"{request.Method}{(tag.Length > 0 ? $" {tag}" : "")}{(modified.Length > 0 ? $" since {modified}" : "")} {response.StatusCode}");
        if (response.StatusCode != 304 && request.Method != "HEAD")
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"{Interlocked.Increment(ref answers)}{Mark(request)}"));
        }
    }
}
