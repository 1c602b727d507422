using System.Net;
using System.Net.Sockets;

namespace AxiosPS.Tests.Support;

/// <summary>A SOCKS proxy, versions 4, 4a and 5 without a password, to addresses of IPv4.</summary>
public sealed class FakeSocks : IAsyncDisposable
{
    private readonly RawServer server;
    private int count;

    public FakeSocks() => server = new(ServeAsync);

    public Uri Uri => server.Uri;

    /// <summary>How many connections it has carried.</summary>
    public int Count => Volatile.Read(ref count);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ServeAsync(NetworkStream client)
    {
        var version = (await Bytes(client, 1))[0];
        var target = version == 4 ? await Socks4(client) : await Socks5(client);
        using var origin = new TcpClient();
        await origin.ConnectAsync(target);
        Interlocked.Increment(ref count);
        await client.WriteAsync(version == 4 ? new byte[] { 0, 90, 0, 0, 0, 0, 0, 0 } : [5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
        await Task.WhenAny(client.CopyToAsync(origin.GetStream()), origin.GetStream().CopyToAsync(client));
    }

    private static async Task<IPEndPoint> Socks4(NetworkStream client)
    {
        var request = await Bytes(client, 7); // command, port, address; then a user's name
        while ((await Bytes(client, 1))[0] != 0)
        {
        }

        return new(new IPAddress(request.AsSpan(3, 4)), (request[1] << 8) | request[2]);
    }

    private static async Task<IPEndPoint> Socks5(NetworkStream client)
    {
        await Bytes(client, (await Bytes(client, 1))[0]);
        await client.WriteAsync(new byte[] { 5, 0 });
        var request = await Bytes(client, 10);
        return new(new IPAddress(request.AsSpan(4, 4)), (request[8] << 8) | request[9]);
    }

    private static async Task<byte[]> Bytes(NetworkStream client, int length)
    {
        var bytes = new byte[length];
        await client.ReadExactlyAsync(bytes);
        return bytes;
    }
}
