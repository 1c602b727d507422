using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

/// <summary>A collector on a free port of loopback. It speaks OTLP over HTTP/1.1 and keeps what it gets; other requests have an empty answer.</summary>
public sealed class Collector : IDisposable
{
    private readonly ConcurrentQueue<Export> exports = new();
    private readonly ManualResetEventSlim answers = new(true);
    private HttpListener listener;

    public Collector()
    {
        for (var attempt = 1; listener is null; attempt++)
        {
            var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var host = OperatingSystem.IsWindows() ? "localhost" : "127.0.0.1"; // the name at which Windows lets everyone listen
            Uri = $"http://{host}:{((IPEndPoint)free.LocalEndpoint).Port}";
            free.Stop();
            var tried = new HttpListener { Prefixes = { $"{Uri}/" } };
            try
            {
                tried.Start();
                listener = tried;
            }
            catch (HttpListenerException) when (attempt < 10)
            {
                // somebody else has taken the port meanwhile
            }
        }

        _ = Task.Run(AcceptAsync);
    }

    public string Uri { get; private set; }

    /// <summary>The status of its answers.</summary>
    public int Status { get; set; } = 200;

    /// <summary>Where its answers redirect to, if anywhere.</summary>
    public string Location { get; set; }

    public Export[] Exports => exports.ToArray();

    public Span[] Spans => exports.SelectMany(e => e.Spans).ToArray();

    /// <summary>The metrics of the last export of each resource; they count from the beginning on.</summary>
    public Metric[] Metrics => exports.Where(e => !e.IsTraces).GroupBy(e => e.Metrics[0].Resource["service.instance.id"]).SelectMany(g => g.Last().Metrics).ToArray();

    /// <summary>Takes requests, and answers none from now on.</summary>
    public void Hang() => answers.Reset();

    /// <summary>Waits until so many requests have come; false if they do not.</summary>
    public bool WaitFor(int count) => SpinWait.SpinUntil(() => exports.Count >= count, TimeSpan.FromSeconds(30));

    public void Dispose()
    {
        answers.Set();
        listener.Close();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            _ = Task.Run(() => Take(context));
        }
    }

    private void Take(HttpListenerContext context)
    {
        if (context.Request.HttpMethod == "POST")
        {
            using var body = new MemoryStream();
            context.Request.InputStream.CopyTo(body);
            exports.Enqueue(new Export
            {
                Path = context.Request.Url.AbsolutePath,
                Headers = context.Request.Headers.AllKeys.ToDictionary(name => name.ToLowerInvariant(), name => context.Request.Headers[name]),
                Body = body.ToArray(),
            });
        }

        answers.Wait();
        try
        {
            context.Response.StatusCode = Status;
            if (Location is not null)
            {
                context.Response.RedirectLocation = Location;
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // the other side has gone
        }
    }
}
