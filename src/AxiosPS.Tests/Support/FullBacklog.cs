using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace AxiosPS.Tests.Support;

/// <summary>A listener that nobody can connect to any more and that refuses nobody.</summary>
public sealed class FullBacklog : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> crowd = [];
    private readonly int port;

    public FullBacklog()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        Uri = $"http://{listener.LocalEndPoint}";
        port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        for (var i = 0; i < 8; i++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            crowd.Add(socket);
            try
            {
                socket.Connect(listener.LocalEndPoint!);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // on its way, and it may wait for ever
            }
        }
    }

    public string Uri { get; }

    /// <summary>How many sockets are on their way to the listener.</summary>
    public int Connections => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
        .Count(c => c.RemoteEndPoint.Port == port && c.State is TcpState.SynSent);

    public async Task Until(int connections)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(4)); // the handler by itself would take five
        while (Connections != connections)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(5); // what it waits for needs the processor too
        }
    }

    public ValueTask DisposeAsync()
    {
        crowd.ForEach(s => s.Dispose());
        listener.Dispose();
        return default;
    }
}
