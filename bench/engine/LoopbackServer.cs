using System.Net;
using System.Net.Sockets;

namespace AxiosPS.Benchmarks;

/// <summary>
/// Answers every request with the same small JSON over connections that stay open. It blocks a thread for each connection and
/// allocates nothing, so that what is measured is the client.
/// </summary>
internal sealed class LoopbackServer : IDisposable
{
    private static readonly byte[] Answer = """
        HTTP/1.1 200 OK
        Date: Mon, 02 Mar 2026 12:00:00 GMT
        Server: loopback
        Content-Type: application/json; charset=utf-8
        Cache-Control: no-store
        Content-Length: 74

        {"id":1,"name":"axios","tags":["http","pwsh"],"nested":{"ok":true,"n":42}}
        """u8.ToArray().Where(b => b != '\r').SelectMany(b => b == '\n' ? "\r\n"u8.ToArray() : [b]).ToArray();

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public LoopbackServer()
    {
        listener.Start();
        Start(Accept);
    }

    public string Uri => $"http://{listener.LocalEndpoint}";

    public void Dispose() => listener.Dispose();

    private static void Start(Action work) => new Thread(() => Quietly(work)) { IsBackground = true }.Start();

    private static void Quietly(Action work)
    {
        try
        {
            work();
        }
        catch (SocketException)
        {
            // somebody has closed
        }
    }

    private void Accept()
    {
        while (true)
        {
            var socket = listener.AcceptSocket();
            socket.NoDelay = true;
            Start(() => Serve(socket));
        }
    }

    // Requests without a body, one at a time: whatever ends in an empty line is one.
    private static void Serve(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[4096];
            for (int read, count = 0; (read = socket.Receive(buffer, count, buffer.Length - count, SocketFlags.None)) > 0;)
            {
                count += read;
                if (buffer.AsSpan(0, count).EndsWith("\r\n\r\n"u8))
                {
                    socket.Send(Answer);
                    count = 0;
                }
            }
        }
    }
}
