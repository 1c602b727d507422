#nullable enable

using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace AxiosPS.Samples;

/// <summary>
/// A small HTTP server on a free port of 127.0.0.1, for demos and examples: it answers every request with JSON that tells what
/// it received. <c>/status/404</c> answers with that status, <c>/delay/250</c> after that many milliseconds. In PowerShell:
/// <c>Add-Type -Path samples/EchoServer.cs; $server = [AxiosPS.Samples.EchoServer]::new()</c>.
/// </summary>
public sealed class EchoServer : IDisposable
{
    private static readonly byte[] EndOfHead = { 13, 10, 13, 10 };

    private readonly TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new CancellationTokenSource();
    private int count;

    /// <summary>Starts it.</summary>
    public EchoServer()
    {
        listener.Start();
        Uri = "http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Its address, without a slash at the end.</summary>
    public string Uri { get; }

    /// <summary>How many requests it has received.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>Stops it and closes its connections.</summary>
    public void Dispose()
    {
        stopping.Cancel();
        listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var connection = await listener.AcceptTcpClientAsync(stopping.Token).ConfigureAwait(false);
                _ = ServeAsync(connection);
            }
        }
        catch (Exception)
        {
            // stopped
        }
    }

    private async Task ServeAsync(TcpClient connection)
    {
        try
        {
            using (connection)
            {
                connection.NoDelay = true;
                var stream = connection.GetStream();
                var pending = new List<byte>();
                while (await ReadRequestAsync(stream, pending).ConfigureAwait(false) is { } request)
                {
                    Interlocked.Increment(ref count);
                    await AnswerAsync(stream, request).ConfigureAwait(false);
                }
            }
        }
        catch (Exception)
        {
            // the client is gone, or the server is, or it was not HTTP
        }
    }

    private async Task<Request?> ReadRequestAsync(Stream stream, List<byte> pending)
    {
        int end;
        while ((end = pending.ToArray().AsSpan().IndexOf(EndOfHead)) < 0)
        {
            if (!await ReadMoreAsync(stream, pending).ConfigureAwait(false))
            {
                return null;
            }
        }

        var lines = Encoding.Latin1.GetString(pending.GetRange(0, end).ToArray()).Split("\r\n");
        pending.RemoveRange(0, end + EndOfHead.Length);
        var headers = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines[1..])
        {
            var (name, value) = Split(line, ':');
            headers[name.ToLowerInvariant()] = headers.TryGetValue(name, out var before) ? before + ", " + value.Trim() : value.Trim();
        }

        var length = headers.TryGetValue("content-length", out var given) ? int.Parse(given, null) : 0;
        while (pending.Count < length && await ReadMoreAsync(stream, pending).ConfigureAwait(false))
        {
        }

        var body = Encoding.UTF8.GetString(pending.GetRange(0, length).ToArray());
        pending.RemoveRange(0, length);
        var start = lines[0].Split(' ');
        return new Request(start[0], start[1], headers, body);
    }

    private async Task<bool> ReadMoreAsync(Stream stream, List<byte> pending)
    {
        var buffer = new byte[8192];
        var read = await stream.ReadAsync(buffer, stopping.Token).ConfigureAwait(false);
        pending.AddRange(buffer[..read]);
        return read > 0;
    }

    private async Task AnswerAsync(Stream stream, Request request)
    {
        var (path, query) = Split(request.Target, '?');
        var status = NumberAfter("/status/", path) ?? 200;
        if (NumberAfter("/delay/", path) is { } delay)
        {
            await Task.Delay(delay, stopping.Token).ConfigureAwait(false);
        }

        object content = status < 400
            ? new { method = request.Method, path, query = Query(query), headers = request.Headers, body = Body(request) }
            : new { error = status + " as you wished", path };
        var hasBody = status >= 200 && status != 204 && status != 304;
        var body = hasBody ? JsonSerializer.SerializeToUtf8Bytes(content) : Array.Empty<byte>();
        var head = "HTTP/1.1 " + status + " \r\nContent-Type: application/json\r\n"
            + (hasBody ? "Content-Length: " + body.Length + "\r\n\r\n" : "\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), stopping.Token).ConfigureAwait(false);
        if (request.Method != "HEAD")
        {
            await stream.WriteAsync(body, stopping.Token).ConfigureAwait(false);
        }
    }

    private static SortedDictionary<string, string> Query(string query)
    {
        var pairs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Split(pair, '=');
            pairs[WebUtility.UrlDecode(name)] = WebUtility.UrlDecode(value);
        }

        return pairs;
    }

    // A JSON body as what it says, any other as text.
    private static object Body(Request request)
    {
        if (!request.Headers.TryGetValue("content-type", out var type) || !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return request.Body;
        }

        try
        {
            return JsonSerializer.Deserialize<JsonElement>(request.Body);
        }
        catch (JsonException)
        {
            return request.Body;
        }
    }

    private static (string Before, string After) Split(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static int? NumberAfter(string start, string path) =>
        path.StartsWith(start, StringComparison.Ordinal) && int.TryParse(path[start.Length..], out var number) ? number : (int?)null;

    private sealed record Request(string Method, string Target, SortedDictionary<string, string> Headers, string Body);
}
