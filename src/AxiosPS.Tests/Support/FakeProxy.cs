using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace AxiosPS.Tests.Support;

/// <summary>A proxy for HTTP: tunnels what CONNECT asks for, passes on what comes in absolute form, and keeps the heads that it saw.</summary>
public sealed class FakeProxy : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> heads = [];
    private readonly string? password;
    private readonly RawServer server;

    /// <param name="password">User and password to ask for, as <c>user:password</c>; null for nothing.</param>
    public FakeProxy(string? password = null)
    {
        this.password = password;
        server = new(ServeAsync);
    }

    public Uri Uri => server.Uri;

    /// <summary>What it was asked, head by head.</summary>
    public IReadOnlyList<string> Heads => [.. heads];

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ServeAsync(NetworkStream client)
    {
        var head = await RawServer.ReadHead(client);
        while (head.Length > 0 && !IsKnown(head))
        {
            heads.Enqueue(head);
            await client.WriteAsync("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
            head = await RawServer.ReadHead(client);
        }

        if (head.Length == 0)
        {
            return;
        }

        heads.Enqueue(head);
        var parts = head.Split(' ', 3);
        var isTunnel = parts[0] == "CONNECT";
        var target = new Uri(isTunnel ? $"http://{parts[1]}" : parts[1]);
        using var origin = new TcpClient();
        await origin.ConnectAsync(target.Host, target.Port);
        var behind = origin.GetStream();
        await (isTunnel
            ? client.WriteAsync("HTTP/1.1 200 Connected\r\n\r\n"u8.ToArray())
            : behind.WriteAsync(Encoding.Latin1.GetBytes($"{parts[0]} {target.PathAndQuery} {WithoutProxyHeaders(parts[2])}")));
        await Task.WhenAny(client.CopyToAsync(behind), behind.CopyToAsync(client));
    }

    private bool IsKnown(string head) =>
        password is null || head.Contains($"Proxy-Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(password))}\r\n", StringComparison.Ordinal);

    private static string WithoutProxyHeaders(string rest) =>
        string.Join("\r\n", rest.Split("\r\n").Where(line => !line.StartsWith("Proxy-Authorization:", StringComparison.OrdinalIgnoreCase)));
}
