#nullable enable

using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace AxiosPS.Samples;

/// <summary>
/// A small HTTP server on a free port of 127.0.0.1, for demos and examples: it answers every request with JSON that tells what
/// it received. Some paths do something else: <c>/status/404</c> answers with that status, <c>/delay/250</c> after that many
/// milliseconds, <c>/flaky/2</c> and each path below it with 503 the first two times; <c>/pages/1</c> is the first of three pages,
/// <c>/events</c> a stream of events, <c>/files/5000</c> a file of that many bytes, which with <c>?break</c> breaks off in the
/// middle the first time. In PowerShell: <c>Add-Type -Path samples/EchoServer.cs; $server = [AxiosPS.Samples.EchoServer]::new()</c>.
/// </summary>
public sealed class EchoServer : IDisposable
{
    private const string Events = "data: hello\n\nevent: price\nid: 7\ndata: {\"tea\":3}\n\n";

    private static readonly byte[] EndOfHead = { 13, 10, 13, 10 };

    private readonly TcpListener listener = new TcpListener(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new CancellationTokenSource();
    private readonly ConcurrentDictionary<string, bool> broken = new ConcurrentDictionary<string, bool>();
    private readonly ConcurrentDictionary<string, int> asked = new ConcurrentDictionary<string, int>();
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
        if (NumberAfter("/delay/", path) is { } delay)
        {
            await Task.Delay(delay, stopping.Token).ConfigureAwait(false);
        }

        var answer = NumberAfter("/pages/", path) is { } page ? Page(page)
            : NumberAfter("/files/", path) is { } length ? File(length, request)
            : path == "/events" ? new Answer(200, "text/event-stream", Encoding.UTF8.GetBytes(Events))
            : Echo(request, path, query);
        var hasBody = answer.Status >= 200 && answer.Status != 204 && answer.Status != 304;
        var head = "HTTP/1.1 " + answer.Status + " \r\nContent-Type: " + answer.ContentType + "\r\n" + answer.Headers
            + (hasBody ? "Content-Length: " + answer.Body.Length + "\r\n\r\n" : "\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), stopping.Token).ConfigureAwait(false);
        if (!hasBody || request.Method == "HEAD")
        {
            return;
        }

        if (query == "break" && broken.TryAdd(path, true))
        {
            await stream.WriteAsync(answer.Body.AsMemory(0, answer.Body.Length / 2), stopping.Token).ConfigureAwait(false);
            throw new IOException("broken off, as asked");
        }

        await stream.WriteAsync(answer.Body, stopping.Token).ConfigureAwait(false);
    }

    private Answer Echo(Request request, string path, string query)
    {
        var isFlaky = path.StartsWith("/flaky/", StringComparison.Ordinal) && int.TryParse(path.Split('/')[2], out var failures) && asked.AddOrUpdate(path, 1, (_, before) => before + 1) <= failures;
        var status = isFlaky ? 503 : NumberAfter("/status/", path) ?? 200;
        object content = status < 400
            ? new { method = request.Method, path, query = Query(query), headers = request.Headers, body = Body(request) }
            : new { error = status + " as you wished", path };
        return Json(status, content);
    }

    private static Answer Page(int page) => Json(
        200,
        new[] { new { id = (page * 2) - 1 }, new { id = page * 2 } },
        page < 3 ? "Link: </pages/" + (page + 1) + ">; rel=\"next\"\r\n" : "");

    // The rest of it for who has the beginning.
    private static Answer File(int length, Request request)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        var headers = "ETag: \"" + length + "\"\r\n";
        if (!request.Headers.TryGetValue("range", out var range) || !int.TryParse(range["bytes=".Length..^1], out var from))
        {
            return new Answer(200, "application/octet-stream", bytes, headers);
        }

        headers += "Content-Range: bytes " + from + "-" + (length - 1) + "/" + length + "\r\n";
        return new Answer(206, "application/octet-stream", bytes[from..], headers);
    }

    private static Answer Json(int status, object content, string headers = "") =>
        new Answer(status, "application/json", JsonSerializer.SerializeToUtf8Bytes(content), headers);

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

    // A JSON body as what it says, a form part by part, any other as text.
    private static object Body(Request request)
    {
        request.Headers.TryGetValue("content-type", out var type);
        if (type?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
        {
            return Parts(request.Body, "--" + type[(type.IndexOf('=', StringComparison.Ordinal) + 1)..]).ToArray();
        }

        if (type?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
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

    private static IEnumerable<object> Parts(string body, string boundary)
    {
        foreach (var part in body.Split(boundary)[1..^1])
        {
            var end = part.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var name = Regex.Match(part[..end], " name=\"(.*?)\"").Groups[1].Value;
            var file = Regex.Match(part[..end], "filename=\"(.*?)\"").Groups[1].Value;
            var content = part[(end + 4)..^2];
            yield return file.Length == 0 ? new { name, value = content } : (object)new { name, file, length = Encoding.UTF8.GetByteCount(content) };
        }
    }

    private static (string Before, string After) Split(string text, char mark)
    {
        var at = text.IndexOf(mark, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at], text[(at + 1)..]);
    }

    private static int? NumberAfter(string start, string path) =>
        path.StartsWith(start, StringComparison.Ordinal) && int.TryParse(path[start.Length..], out var number) ? number : (int?)null;

    private sealed record Answer(int Status, string ContentType, byte[] Body, string Headers = "");

    private sealed record Request(string Method, string Target, SortedDictionary<string, string> Headers, string Body);
}
